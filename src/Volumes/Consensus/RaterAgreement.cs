using System.Collections.Immutable;
using ActiveSeg.Volumes.Grids;
using ActiveSeg.Volumes.Overlap;

namespace ActiveSeg.Volumes.Consensus;

/// <summary>How far several reads of one scan agree.</summary>
/// <param name="PairwiseDice">Structure to the mean Dice over all pairs of reads; only structures that occur in a read. Empty for one read. Range: 0 to 1.</param>
/// <param name="MeanPairwiseDice">Mean of <paramref name="PairwiseDice"/> over its structures; 1 when several reads all are empty, null for one read.</param>
/// <param name="LeaveOneOutDice">Shape <c>[reads]</c>: each read against the majority of the others, mean over the structures that occur in any read. Empty for one read. Range: 0 to 1.</param>
public sealed record RaterAgreement(
    ImmutableSortedDictionary<byte, double> PairwiseDice,
    double? MeanPairwiseDice,
    ImmutableArray<double> LeaveOneOutDice)
{
    /// <summary>Measures one or more reads on the same grid.</summary>
    /// <param name="reads">Label maps of one scan.</param>
    /// <param name="structures">Numbers of the structures to look at.</param>
    /// <remarks>A pair in which neither read holds the structure counts as Dice 1. Cost: O(voxels * reads²).</remarks>
    /// <exception cref="ArgumentException">There is no read, or the grids differ.</exception>
    public static RaterAgreement Measure(IReadOnlyList<LabelMap> reads, IEnumerable<byte> structures)
    {
        _ = ReadSet.GridOf(reads);
        ArgumentNullException.ThrowIfNull(structures);
        if (reads.Count == 1)
        {
            return new RaterAgreement(ImmutableSortedDictionary<byte, double>.Empty, null, []);
        }

        var pairs = new List<DiceCounts>();
        for (var a = 0; a < reads.Count; a++)
        {
            for (var b = a + 1; b < reads.Count; b++)
            {
                pairs.Add(DiceCounts.Of(reads[a], reads[b]));
            }
        }

        byte[] present = [.. structures.Distinct().Where(s => pairs.Any(p => p.InFirst(s) + p.InSecond(s) > 0))];
        var pairwise = present.ToImmutableSortedDictionary(s => s, s => pairs.Average(p => p.Dice(s)));
        var leaveOneOut = reads.Select((read, r) =>
        {
            var others = MajorityVote.Fuse([.. reads.Where((_, other) => other != r)]);
            var counts = DiceCounts.Of(read, others);
            return present.Length == 0 ? 1 : present.Average(counts.Dice);
        });
        return new RaterAgreement(pairwise, pairwise.Count == 0 ? 1 : pairwise.Values.Average(), [.. leaveOneOut]);
    }
}
