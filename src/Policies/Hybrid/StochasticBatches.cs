using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Selection;
using ActiveSeg.Policies.Uncertainty;

namespace ActiveSeg.Policies.Hybrid;

/// <summary>Deals the pool into random groups of the batch's size and takes the group with the highest mean foreground entropy.</summary>
/// <remarks>
/// <para>One shuffled circle of the open scans, cut at every <c>b</c>-th: <c>floor(n / b)</c> groups. A group passes over scans that its own picks
/// closed (patients, clusters, quotas) and goes on along the circle, so that it is a uniform draw under the caps and full where that
/// is possible; of groups that differ in size the larger counts.</para>
/// <para>Units: utility is the scan's own entropy in nats.</para>
/// <para>Cost: O(n log n), and n flags set anew for every group.</para>
/// <para>Source: Gaillochet et al., Medical Image Analysis 2023; walking on under caps is ours.</para>
/// </remarks>
public sealed class StochasticBatches : IQueryStrategy
{
    private const ulong Purpose = 0x53544F43;

    /// <inheritdoc />
    public string Name => "stochastic-batches";

    /// <inheritdoc />
    public SignalNeeds Needs => new(false, [ColumnNames.EntropyForeground]);

    /// <inheritdoc />
    public Batch Select(PoolColumns pool, SelectionRequest request)
    {
        var open = new OpenScans(pool, request);
        Needs.Demand(pool, Name);
        var size = Math.Min(request.BatchSize, open.Count);
        if (size == 0)
        {
            return new Batch(Name, []);
        }

        var values = pool.Signals[ColumnNames.EntropyForeground];
        var circle = KeyedDraws.Shuffled(open.Listed(), pool, KeyedDraws.Stream(request.Seed, Purpose, request.Round));
        var groups = circle.Length / size;
        var (best, bestMean) = (new List<int>(), 0.0);
        var trial = open.Copy();
        for (var g = 0; g < groups; g++)
        {
            trial.SetTo(open);
            var group = Walk(circle, g * size, size, trial);
            var mean = group.Average(scan => values[scan]);
            if (group.Count > best.Count || (group.Count == best.Count && mean > bestMean))
            {
                (best, bestMean) = (group, mean);
            }
        }

        var why = $"in the random group with the highest mean foreground entropy ({bestMean:g3} nats) of {groups}";
        return new Batch(Name, [.. best
            .OrderByDescending(scan => values[scan])
            .Select(scan => new Pick(
                scan,
                values[scan],
                $"{why}; its own {SignalNaming.InWords(UncertaintySignal.Entropy, ScanAggregation.Foreground, values[scan])}"))]);
    }

    private static List<int> Walk(int[] circle, int start, int size, OpenScans open)
    {
        var group = new List<int>(size);
        for (var step = 0; step < circle.Length && group.Count < size; step++)
        {
            var scan = circle[(start + step) % circle.Length];
            if (open.IsOpen(scan))
            {
                group.Add(scan);
                open.Take(scan);
            }
        }

        return group;
    }
}
