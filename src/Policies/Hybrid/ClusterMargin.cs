using System.Collections.Immutable;
using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Coverage;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Hybrid;

/// <summary>Cluster-margin: of the 10 b scans of smallest margin one from every cluster in turn, smallest cluster first.</summary>
/// <remarks>
/// <para>Clusters are those of average linkage over the selectable scans, cut at 5 b; the authors cluster once before the first
/// round and cut at a distance. A cluster's size is the number of its scans among the 10 b; in its turn it gives its least certain
/// scan, where the authors draw one. Where caps close all 10 b the next 10 b follow.</para>
/// <para>Units: utility is the signal <c>margin_foreground</c>, 1 minus the margin.</para>
/// <para>Cost: that of <see cref="AverageLinkage"/>, then O(n log n).</para>
/// <para>Source: Citovsky et al., NeurIPS 2021, algorithms 1 and 2.</para>
/// </remarks>
public sealed class ClusterMargin : IQueryStrategy
{
    private const int MarginsPerPick = 10;
    private const int ClustersPerPick = 5;

    /// <inheritdoc />
    public string Name => "cluster-margin";

    /// <inheritdoc />
    public SignalNeeds Needs => new(true, [ColumnNames.MarginForeground]);

    /// <inheritdoc />
    public Batch Select(PoolColumns pool, SelectionRequest request)
    {
        var open = new OpenScans(pool, request);
        Needs.Demand(pool, Name);
        if (open.Count == 0 || request.BatchSize == 0)
        {
            return new Batch(Name, []);
        }

        var listed = open.Listed();
        var wanted = (int)Math.Min(ClustersPerPick * (long)request.BatchSize, listed.Length);
        var clusters = AverageLinkage.Of(ScaledRows.OfScans(pool, listed), wanted);
        var margins = pool.Signals[ColumnNames.MarginForeground];
        var picks = ImmutableArray.CreateBuilder<Pick>();
        while (picks.Count < request.BatchSize && open.Count > 0)
        {
            var places = LeastCertain.Places(listed, open, margins, MarginsPerPick * (long)request.BatchSize);
            var groups = places
                .OrderByDescending(i => margins[listed[i]])
                .GroupBy(i => clusters[i])
                .Select(group => group.ToArray())
                .OrderBy(group => group.Length)
                .ToArray();
            RoundRobin(picks, request.BatchSize, groups, listed, open, margins, places.Length);
        }

        return new Batch(Name, picks.ToImmutable());
    }

    private static void RoundRobin(
        ImmutableArray<Pick>.Builder picks, int size, int[][] groups, int[] listed, OpenScans open, ImmutableArray<double> margins, int candidates)
    {
        var next = new int[groups.Length];
        var gave = true;
        while (gave)
        {
            gave = false;
            for (var g = 0; g < groups.Length && picks.Count < size; g++)
            {
                while (next[g] < groups[g].Length && !open.IsOpen(listed[groups[g][next[g]]]))
                {
                    next[g]++;
                }

                if (next[g] < groups[g].Length)
                {
                    var scan = listed[groups[g][next[g]]];
                    picks.Add(new Pick(
                        scan,
                        margins[scan],
                        $"margin uncertainty {margins[scan]:0.###}, the highest left in a cluster that holds {groups[g].Length} of the {candidates} least certain scans"));
                    open.Take(scan);
                    gave = true;
                }
            }
        }
    }
}
