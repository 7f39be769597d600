using System.Collections.Immutable;
using ActiveSeg.Policies.Baselines;
using ActiveSeg.Policies.Clustering;
using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Hybrid;

/// <summary>The most typical scan of each of b clusters, with seats for every stratum: the deterministic part of the
/// cold start.</summary>
/// <remarks>
/// <para>k-means with <c>k = b</c> over the selectable scans, and one more for each scan already taken, whose cluster waits. Seats per crossed stratum as in stratified random sampling;
/// a cluster offers its most typical scan whose stratum has a seat left. Seats that no cluster can use go to the most
/// typical scans left.</para>
/// <para>Units: utility is the typicality, in 1 / embedding units.</para>
/// <para>Cost: O(n b d) a k-means pass, O(s^2 d) for each cluster of s scans (s at most 2,048); one copy of the rows.</para>
/// </remarks>
public sealed class TypicalPerCluster : IQueryStrategy
{
    private const ulong Purpose = 0x54504552;

    /// <inheritdoc />
    public string Name => "typical-per-cluster";

    /// <inheritdoc />
    public SignalNeeds Needs => SignalNeeds.EmbeddingsOnly;

    /// <inheritdoc />
    public Batch Select(PoolColumns pool, SelectionRequest request)
    {
        var open = new OpenScans(pool, request);
        Needs.Demand(pool, Name);
        if (open.Count == 0 || request.BatchSize == 0)
        {
            return new Batch(Name, []);
        }

        var rows = KeyedRows.Of(pool, [.. open.Listed(), .. request.Taken], withLabelled: false);
        var seed = KeyedDraws.Stream(request.Seed, Purpose, request.Round);
        var fit = KMeans.Fit(rows.Table, rows.Keys.AsSpan(), request.Taken.Length + request.BatchSize, seed);
        var (members, taken) = (new List<int>[fit.Clusters], new int[fit.Clusters]);
        for (var c = 0; c < members.Length; c++)
        {
            members[c] = [];
        }

        for (var row = 0; row < rows.Count; row++)
        {
            if (open.IsOpen(rows.Scans[row]))
            {
                members[fit.Assignments[row]].Add(row);
            }
            else
            {
                taken[fit.Assignments[row]]++;
            }
        }

        var queues = new ClusterQueues(
            rows, members, taken, 1, c => Typicality.Rank(rows, members[c], seed));
        return new Batch(Name, Take(pool, request, open, queues));
    }

    private static ImmutableArray<Pick> Take(
        PoolColumns pool, SelectionRequest request, OpenScans open, ClusterQueues queues)
    {
        var strata = CrossedStrata.Of(pool);
        var seats = Seats(pool, request, open, strata);
        var picks = ImmutableArray.CreateBuilder<Pick>();
        while (picks.Count < request.BatchSize)
        {
            var seated = queues.TryTake(open, scan => seats[strata.OfPool[scan]] > 0, out var pick);
            if (!seated && !queues.TryTake(open, null, out pick))
            {
                break;
            }

            var stratum = strata.OfPool[pick.Scan];
            seats[stratum] -= seated ? 1 : 0;
            var (whose, seat) = strata.Names[stratum].Length == 0 ? ("", "")
                : seated ? (" of a stratum with a seat", $"; takes a seat of stratum [{strata.Names[stratum]}]")
                : ("", "; no stratum could use the seat");
            picks.Add(new Pick(
                pick.Scan,
                pick.Utility,
                $"most typical scan left{whose} (typicality {pick.Utility:g3}) of a cluster of {pick.Size}{seat}"));
        }

        return picks.ToImmutable();
    }

    private static int[] Seats(PoolColumns pool, SelectionRequest request, OpenScans open, CrossedStrata strata)
    {
        var capacities = new int[strata.Names.Length];
        foreach (var scan in open.Listed())
        {
            capacities[strata.OfPool[scan]]++;
        }

        var stream = KeyedDraws.Stream(request.Seed, Purpose, request.Round);
        var ties = capacities.Select((_, h) => KeyedDraws.Hash(stream, (ulong)h)).ToArray();
        return SeatAllocation.LargestRemainder(
            new StratifiedRandom().Deficits(strata, open, request),
            Math.Min(request.BatchSize, open.Count),
            capacities,
            ties);
    }
}
