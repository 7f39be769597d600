using System.Collections.Immutable;
using ActiveSeg.Policies.Clustering;
using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Diversity;

/// <summary>Picks the most typical scan of the clusters that hold the fewest labels: representative scans first.</summary>
/// <remarks>
/// <para>Shapes: <c>n</c> pool scans, <c>m</c> labelled or taken scans, <c>b</c> picks, <c>d</c> embedding width.</para>
/// <para>k-means with <c>k = min(m + b, 500)</c> over pool and labelled scans; of clusters with equally few labels the
/// largest comes first. Clusters under <c>clamp(n / 2k, 1, 5)</c> scans wait until the others are used up: a fixed
/// limit of 5 would empty a pool of a few hundred.</para>
/// <para>Units: utility is the typicality, in 1 / embedding units.</para>
/// <para>Cost: O(n k d) a k-means pass and O(s^2 d) for each cluster of s scans that has a turn; one copy of the rows.</para>
/// <para>Source: Hacohen, Dekel and Weinshall, ICML 2022, algorithm 1.</para>
/// </remarks>
public sealed class TypiClust : IQueryStrategy
{
    private const int MostClusters = 500;
    private const int LargestMinimum = 5;
    private const ulong Purpose = 0x54434C55;

    /// <inheritdoc />
    public string Name => "typiclust";

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

        var selectable = open.Count;
        var rows = KeyedRows.Of(pool, [.. open.Listed(), .. request.Taken], withLabelled: true);
        var labelled = pool.Labelled.Count + request.Taken.Length;
        var wanted = Math.Min(labelled + request.BatchSize, MostClusters);
        var seed = KeyedDraws.Stream(request.Seed, Purpose, request.Round);
        var fit = KMeans.Fit(rows.Table, rows.Keys.AsSpan(), wanted, seed);
        var members = new List<int>[fit.Clusters];
        var labels = new int[fit.Clusters];
        for (var c = 0; c < members.Length; c++)
        {
            members[c] = [];
        }

        for (var row = 0; row < rows.Count; row++)
        {
            if (rows.Scans[row] >= 0 && open.IsOpen(rows.Scans[row]))
            {
                members[fit.Assignments[row]].Add(row);
            }
            else
            {
                labels[fit.Assignments[row]]++;
            }
        }

        var smallest = Math.Clamp(selectable / (2 * fit.Clusters), 1, LargestMinimum);
        var queues = new ClusterQueues(rows, members, labels, smallest, c => Typicality.Rank(rows, members[c], seed));
        var picks = ImmutableArray.CreateBuilder<Pick>();
        while (picks.Count < request.BatchSize && queues.TryTake(open, null, out var pick))
        {
            picks.Add(new Pick(
                pick.Scan,
                pick.Utility,
                $"most typical scan left (typicality {pick.Utility:g3}) of a cluster of {pick.Size} with " +
                $"{pick.Labels} labelled or picked"));
        }

        return new Batch(Name, picks.ToImmutable());
    }
}
