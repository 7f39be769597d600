namespace ActiveSeg.Nets.Calibration;

/// <summary>Checks of probabilities with true classes.</summary>
internal static class LabelledVoxels
{
    /// <summary>Smaller probabilities count as this one, so that a surprise costs 69 nats at most.</summary>
    public const float Floor = 1e-30f;

    /// <summary>Rounding of half precision may lift a probability a little over 1.</summary>
    private const float LargestProbability = 1.01f;

    /// <exception cref="ArgumentException">The shapes disagree.</exception>
    public static void RequireShapes(ReadOnlySpan<float> probabilities, ReadOnlySpan<byte> labels, ReadOnlySpan<bool> region, int classes)
    {
        if ((long)labels.Length * classes != probabilities.Length || (!region.IsEmpty && region.Length != labels.Length))
        {
            throw new ArgumentException(
                $"{probabilities.Length} probabilities of {classes} classes, {labels.Length} labels, a region of {region.Length}");
        }
    }

    /// <exception cref="ArgumentException">The voxel's class is not among those, or a value is not a probability.</exception>
    public static void Require(ReadOnlySpan<float> probabilities, ReadOnlySpan<byte> labels, int voxel, int classes)
    {
        var all = labels[voxel] < classes;
        for (var c = 0; c < classes; c++)
        {
            all &= probabilities[(c * labels.Length) + voxel] is >= 0 and <= LargestProbability;
        }

        if (!all)
        {
            throw new ArgumentException($"voxel {voxel} has no probabilities, or the class {labels[voxel]} of {classes}");
        }
    }
}
