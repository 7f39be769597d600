using System.Collections.Immutable;
using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Baselines;

/// <summary>Seats per group, then a uniform draw inside each group.</summary>
internal static class GroupedDraws
{
    private const ulong DrawPurpose = 0x47524F55;
    private const ulong TiePurpose = 0x54494553;
    private const ulong LeftoverPurpose = 0x4C454654;

    /// <summary>Fills the batch; what caps leave over is drawn uniformly from all open scans.</summary>
    /// <remarks>
    /// <para>Shapes: <c>groups[n]</c> is the group of each pool row; <c>names[h]</c> is what a reason calls a group;
    /// seats are proportional to <c>weights[h]</c>.</para>
    /// </remarks>
    public static ImmutableArray<Pick> Fill(
        PoolColumns pool, SelectionRequest request, OpenScans open, int[] groups, string[] names, double[] weights)
    {
        var members = Members(open, groups, names.Length);
        var tieStream = KeyedDraws.Stream(request.Seed, TiePurpose, request.Round);
        var ties = new ulong[names.Length];
        for (var h = 0; h < ties.Length; h++)
        {
            ties[h] = KeyedDraws.Hash(tieStream, (ulong)h);
        }

        var seats = SeatAllocation.LargestRemainder(
            [.. weights.Select((weight, h) => members[h].Count == 0 ? 0 : weight)],
            Math.Min(request.BatchSize, open.Count),
            [.. members.Select(group => group.Count)],
            ties);
        var stream = KeyedDraws.Stream(request.Seed, DrawPurpose, request.Round);
        var picks = ImmutableArray.CreateBuilder<Pick>();
        foreach (var h in Enumerable.Range(0, seats.Length).OrderByDescending(h => seats[h]).ThenBy(h => h))
        {
            if (seats[h] == 0)
            {
                continue;
            }

            var owed = $"{seats[h]} of {request.BatchSize} seats";
            UniformDraws.Take(
                picks,
                open,
                KeyedDraws.Shuffled(members[h].ToArray(), pool, stream),
                seats[h],
                left => $"{names[h]} gets {owed} by its share; drawn uniformly from its {left} selectable scans");
        }

        UniformDraws.Take(
            picks,
            open,
            KeyedDraws.Shuffled(
                open.Listed(), pool, KeyedDraws.Stream(request.Seed, LeftoverPurpose, request.Round)),
            request.BatchSize - picks.Count,
            left => $"seat left over by the caps; drawn uniformly from all {left} selectable scans");
        return picks.ToImmutable();
    }

    private static List<int>[] Members(OpenScans open, int[] groups, int count)
    {
        var members = new List<int>[count];
        for (var h = 0; h < count; h++)
        {
            members[h] = [];
        }

        foreach (var scan in open.Listed())
        {
            members[groups[scan]].Add(scan);
        }

        return members;
    }
}
