namespace ActiveSeg.Lab.Learners;

/// <summary>Overlap of two masks of one scan.</summary>
internal static class MaskDice
{
    /// <summary>Dice of one label; 1 where both are empty.</summary>
    /// <param name="predicted">Shape: <c>[voxels]</c>.</param>
    /// <param name="truth">Shape: <c>[voxels]</c>.</param>
    /// <param name="label">The structure.</param>
    public static double Of(ReadOnlySpan<byte> predicted, ReadOnlySpan<byte> truth, byte label)
    {
        var (both, sum) = (0, predicted.Count(label) + truth.Count(label));
        for (var v = 0; v < truth.Length; v++)
        {
            both += predicted[v] == label && truth[v] == label ? 1 : 0;
        }

        return sum == 0 ? 1 : 2.0 * both / sum;
    }
}
