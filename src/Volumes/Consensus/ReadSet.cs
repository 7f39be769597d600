using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Volumes.Consensus;

/// <summary>Guards that several reads of one scan share its grid.</summary>
internal static class ReadSet
{
    public static Grid GridOf(IReadOnlyList<LabelMap> reads)
    {
        ArgumentNullException.ThrowIfNull(reads);
        if (reads.Count == 0)
        {
            throw new ArgumentException("at least one read is needed", nameof(reads));
        }

        for (var r = 1; r < reads.Count; r++)
        {
            if (!reads[r].Grid.IsSameAs(reads[0].Grid))
            {
                throw new ArgumentException(
                    $"read {r} lies on another grid than read 0 (corners {reads[r].Grid.CornerDistanceMm(reads[0].Grid):g4} mm apart)",
                    nameof(reads));
            }
        }

        return reads[0].Grid;
    }
}
