using System.Collections.Immutable;
using ActiveSeg.Policies.Clustering;
using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Agent;

/// <summary>What the agent looks at before a round; free of pool size, class names and the scale of embeddings.</summary>
/// <param name="BudgetUsed">Labelled scans over the budget. Range: 0 to 1.</param>
/// <param name="Growth"><c>log10(n / n0)</c> with n labelled scans now and n0 at the start. Range: at least 0.</param>
/// <param name="RecentReward">Mean of the last rewards minus 1, 0 without any. Range: -2 to 2.</param>
/// <param name="MeanUncertainty">Mean of the signal over selectable scans, 0 without it. Range: -10 to 10.</param>
/// <param name="CoverageGap">Mean distance of selectable scans to their nearest labelled one over their root-mean-square
/// distance from their mean; 1 without labels, embeddings or spread. Range: 0 to 10.</param>
/// <param name="StratumImbalance">Largest total variation distance, over the strata columns, between labelled and
/// selectable scans; 0 where unknown. Range: 0 to 1.</param>
public sealed record AgentContext(
    double BudgetUsed,
    double Growth,
    double RecentReward,
    double MeanUncertainty,
    double CoverageGap,
    double StratumImbalance)
{
    /// <summary>Numbers in <see cref="ToVector"/>: the six above after a constant 1.</summary>
    public const int Width = 7;

    /// <summary>Place of <see cref="Growth"/> in the vector.</summary>
    internal const int GrowthAt = 2;

    private const int MostScansMeasured = 2000;
    private const ulong Purpose = 0x434F4E54;

    /// <summary>Measures the context. Coverage is taken on at most 2,000 scans, chosen by their keys.</summary>
    /// <param name="pool">The pool before the round.</param>
    /// <param name="budgetInScans">Scans that may be labelled in all; at least 1.</param>
    /// <param name="labelledAtStart">Scans labelled by the first batch; at least 1.</param>
    /// <param name="state">For the last rewards.</param>
    /// <param name="signal">Uncertainty to average. Default: the mean entropy over the predicted foreground.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
    public static AgentContext From(
        PoolColumns pool,
        int budgetInScans,
        int labelledAtStart,
        AgentState state,
        string signal = ColumnNames.EntropyForeground)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentOutOfRangeException.ThrowIfLessThan(budgetInScans, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(labelledAtStart, 1);
        var scans = new OpenScans(pool, new SelectionRequest(0, 0)).Listed();
        var labelled = pool.Labelled.Count;
        return new AgentContext(
            Math.Clamp((double)labelled / budgetInScans, 0, 1),
            Math.Log10(Math.Max(1, (double)labelled / labelledAtStart)),
            state.RecentRewards.IsEmpty ? 0 : Math.Clamp(state.RecentRewards.Average() - 1, -2, 2),
            scans.Length > 0 && pool.Signals.TryGetValue(signal, out var values)
                ? Math.Clamp(scans.Average(scan => values[scan]), -10, 10)
                : 0,
            MeasureGap(pool, scans),
            MeasureImbalance(pool, scans));
    }

    /// <summary>Shape <c>[7]</c>: a constant 1, then the numbers in the order of the record.</summary>
    public ImmutableArray<double> ToVector() =>
        [1, BudgetUsed, Growth, RecentReward, MeanUncertainty, CoverageGap, StratumImbalance];

    private static double MeasureGap(PoolColumns pool, int[] scans)
    {
        if (pool.EmbeddingWidth == 0 || pool.Labelled.Count == 0 || scans.Length == 0)
        {
            return 1;
        }

        var measured = KeyedDraws.Shuffled(scans, pool, KeyedDraws.Stream(0, Purpose))[..Math.Min(scans.Length, MostScansMeasured)];
        var mean = new double[pool.EmbeddingWidth];
        foreach (var scan in measured)
        {
            var row = pool.Embedding(scan);
            for (var j = 0; j < mean.Length; j++)
            {
                mean[j] += row[j] / (double)measured.Length;
            }
        }

        var centre = Array.ConvertAll(mean, value => (float)value);
        var distances = new float[pool.Labelled.Count];
        var (gap, spread) = (0.0, 0.0);
        foreach (var scan in measured)
        {
            SquaredDistances.ToAll(pool.Embedding(scan), pool.Labelled.Embeddings.Span, distances);
            gap += Math.Sqrt(distances.Min()) / measured.Length;
            spread += SquaredDistances.Between(pool.Embedding(scan), centre) / (double)measured.Length;
        }

        return spread > 0 ? Math.Min(gap / Math.Sqrt(spread), 10) : 1;
    }

    private static double MeasureImbalance(PoolColumns pool, int[] scans)
    {
        var largest = 0.0;
        foreach (var (name, labelled) in pool.Labelled.Strata)
        {
            var gaps = new Dictionary<string, double>(StringComparer.Ordinal);
            foreach (var scan in scans)
            {
                var value = pool.Strata[name][scan];
                gaps[value] = gaps.GetValueOrDefault(value) + (1.0 / scans.Length);
            }

            foreach (var value in labelled)
            {
                gaps[value] = gaps.GetValueOrDefault(value) - (1.0 / labelled.Length);
            }

            largest = Math.Max(largest, scans.Length == 0 ? 0 : gaps.Values.Sum(Math.Abs) / 2);
        }

        return Math.Min(largest, 1);
    }
}
