using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Volumes.Consensus;

/// <summary>Fuses reads voxel by voxel: a structure wins where more than half of the reads hold it, else background.</summary>
/// <remarks>
/// <para>Ties and scattered votes become background, so two reads fuse to their intersection. At most one structure can win.</para>
/// <para>Deterministic, and independent of the order of the reads. Cost: O(voxels * reads).</para>
/// </remarks>
public static class MajorityVote
{
    /// <summary>Fuses one or more reads on the same grid.</summary>
    /// <exception cref="ArgumentException">There is no read, or the grids differ.</exception>
    public static LabelMap Fuse(IReadOnlyList<LabelMap> reads)
    {
        var grid = ReadSet.GridOf(reads);
        byte[][] labels = [.. reads.Select(read => read.Labels)];
        var fused = new byte[grid.Size.Count];
        for (var v = 0; v < fused.Length; v++)
        {
            fused[v] = Winner(labels, v);
        }

        return new LabelMap(grid, fused);
    }

    /// <summary>The only possible majority by pairing off unlike votes, then counted (Boyer and Moore 1991).</summary>
    private static byte Winner(byte[][] labels, int voxel)
    {
        var candidate = labels[0][voxel];
        var lead = 1;
        for (var r = 1; r < labels.Length; r++)
        {
            var vote = labels[r][voxel];
            if (lead == 0)
            {
                (candidate, lead) = (vote, 1);
            }
            else
            {
                lead += vote == candidate ? 1 : -1;
            }
        }

        if (lead == labels.Length)
        {
            return candidate;
        }

        var votes = 0;
        foreach (var read in labels)
        {
            votes += read[voxel] == candidate ? 1 : 0;
        }

        return 2 * votes > labels.Length ? candidate : (byte)0;
    }
}
