using System.Collections.Immutable;

namespace ActiveSeg.Nets.Uncertainty;

/// <summary>The Dice that a prediction would have if its mean probabilities were right.</summary>
/// <remarks>
/// <para><c>2 Σ p over the mask / (Σ p + |mask|)</c> for each class from 1 on; 1 when the mask is empty and no voxel has any probability, 0 when
/// the mask is empty and one has.</para>
/// <para>Range: 0 to 1. It is only as good as the calibration; a curve fitted on held-out scans maps it to true Dice.</para>
/// </remarks>
internal static class ExpectedDice
{
    /// <param name="maps">The scan's maps.</param>
    /// <param name="voxels">Indices of the voxels that count, so that faint probabilities far from the structures do not; none means all.</param>
    public static ImmutableArray<double> Of(UncertaintyMaps maps, int[]? voxels = null) =>
        [.. Enumerable.Range(1, maps.ClassCount - 1).Select(c => Of(maps.Classes, maps.MeanOf(c), (byte)c, voxels))];

    private static double Of(byte[] classes, ReadOnlySpan<float> mean, byte structure, int[]? voxels)
    {
        var (both, all, mask) = (0.0, 0.0, 0);
        for (var i = 0; i < (voxels?.Length ?? classes.Length); i++)
        {
            var v = voxels is null ? i : voxels[i];
            all += mean[v];
            if (classes[v] == structure)
            {
                both += mean[v];
                mask++;
            }
        }

        return all + mask > 0 ? Math.Clamp(2 * both / (all + mask), 0, 1) : 1;
    }
}
