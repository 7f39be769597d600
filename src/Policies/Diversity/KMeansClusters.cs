using System.Collections.Immutable;
using ActiveSeg.Policies.Clustering;
using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Diversity;

/// <summary>One cluster per pick: k-means, then the scan nearest each centroid, largest cluster first.</summary>
/// <remarks>
/// <para><c>k = b</c>, and one more for each scan already taken, whose cluster waits. Where the caps close a whole cluster, its turn passes to the others.</para>
/// <para>Units: utility is minus the distance to the centroid, in embedding units.</para>
/// <para>Cost: O(n b d) a k-means pass; one copy of the rows.</para>
/// </remarks>
public sealed class KMeansClusters : IQueryStrategy
{
    private const ulong Purpose = 0x4B434C55;

    /// <inheritdoc />
    public string Name => "kmeans-clusters";

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

        var queues = new ClusterQueues(rows, members, taken, 1, c => ByCentroid(rows, members[c], fit, c));
        var picks = ImmutableArray.CreateBuilder<Pick>();
        while (picks.Count < request.BatchSize && queues.TryTake(open, null, out var pick))
        {
            picks.Add(new Pick(
                pick.Scan,
                pick.Utility,
                $"nearest selectable scan ({-pick.Utility:g3}) to the centre of a cluster of {pick.Size}, " +
                $"one of {fit.Clusters} clusters"));
        }

        return new Batch(Name, picks.ToImmutable());
    }

    private static List<(int Row, double Utility)> ByCentroid(
        KeyedRows rows, List<int> members, KMeansResult fit, int cluster)
    {
        var ranked = new List<(int Row, double Utility)>(members.Count);
        var centroid = fit.Centroids.AsSpan().Slice(cluster * fit.Width, fit.Width);
        foreach (var row in members)
        {
            ranked.Add((row, -Math.Sqrt(SquaredDistances.Between(rows.Row(row), centroid))));
        }

        return [.. ranked.OrderByDescending(entry => entry.Utility)];
    }
}
