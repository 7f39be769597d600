using System.Collections.Immutable;

namespace ActiveSeg.Nets.Calibration;

/// <summary>A reliability diagram whose bins hold equally many voxels.</summary>
/// <remarks>Source: Nixon et al., CVPR Workshops 2019 (adaptive calibration error), of the largest probability.</remarks>
public static class EqualMassBins
{
    /// <summary>By rising confidence. Voxels of equal confidence stay together, so bins may be fewer and of unequal size.</summary>
    /// <param name="sample">Voxels.</param>
    /// <param name="bins">The largest number of bins. Default: 15.</param>
    /// <remarks>Cost: O(n log n).</remarks>
    public static ImmutableArray<ReliabilityBin> Of(VoxelSample sample, int bins = 15)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        var tops = Enumerable.Range(0, sample.Count).Select(sample.Top).OrderBy(t => t.Confidence).ToArray();
        var made = ImmutableArray.CreateBuilder<ReliabilityBin>();
        for (int from = 0, bin = 1; from < tops.Length; bin++)
        {
            var to = (int)((long)tops.Length * bin / bins);
            if (to <= from)
            {
                continue;
            }

            while (to < tops.Length && tops[to].Confidence == tops[to - 1].Confidence)
            {
                to++;
            }

            var own = tops[from..to];
            made.Add(new ReliabilityBin(
                own.Length, own.Average(t => (double)t.Confidence), own.Count(t => t.Correct) / (double)own.Length));
            from = to;
        }

        return made.ToImmutable();
    }
}
