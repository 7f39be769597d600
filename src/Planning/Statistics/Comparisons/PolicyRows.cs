using System.Collections.Immutable;
using System.Text;
using ActiveSeg.Planning.Statistics.Bayes;
using ActiveSeg.Planning.Statistics.Decisions;
using ActiveSeg.Planning.Statistics.Numerics;
using ActiveSeg.Planning.Statistics.Paired;
using ActiveSeg.Planning.Statistics.Resampling;
using ActiveSeg.Planning.Statistics.Strata;
using ActiveSeg.Planning.Statistics.Summaries;

namespace ActiveSeg.Planning.Statistics.Comparisons;

/// <summary>Makes the table's rows.</summary>
internal sealed class PolicyRows(
    ComparisonGrid grid, ImmutableArray<BudgetCurve> means, ImmutableArray<double> kept, ComparisonPlan plan)
{
    private readonly int baseline = grid.Policies.IndexOf(plan.Baseline);

    private readonly ImmutableArray<ImmutableArray<double>> aulc =
        [.. grid.Curves.Select(curves => curves.Select(curve => CurveSummaries.Aulc(curve.At(kept), plan.Axis)).ToImmutableArray())];

    private readonly ImmutableArray<ImmutableArray<double>> finals =
        [.. grid.Curves.Select(curves => curves.Select(CurveSummaries.Final).ToImmutableArray())];

    public ImmutableArray<PolicyRow> Build()
    {
        var others = Enumerable.Range(0, grid.Policies.Length).Where(policy => policy != baseline).ToArray();
        var tested = others.Select(Against).ToArray();
        var adjusted = HolmAdjustment.Adjust(tested.Select(comparison => comparison.PValue).ToArray());
        var rows = others.Select((policy, i) => Row(policy, tested[i] with { HolmPValue = adjusted[i] })).Append(Row(baseline, null));
        return [.. rows.OrderByDescending(row => row.Aulc.Estimate).ThenBy(row => row.Policy, StringComparer.Ordinal)];
    }

    private PolicyRow Row(int policy, BaselineComparison? against)
    {
        var target = plan.TargetShare * plan.FullValue;
        return new PolicyRow(
            grid.Policies[policy],
            means[policy],
            aulc[policy],
            IntervalOf(aulc[policy], policy, "aulc"),
            IntervalOf(finals[policy], policy, "final"),
            Enumerable.Range(0, grid.Seeds.Length).Average(seed => Ranks.Average(aulc.Select(values => -values[seed]).ToArray())[policy]),
            target is { } mean ? CurveSummaries.LabelsTo(means[policy], mean) : null,
            target is { } own ? grid.Curves[policy].Count(curve => CurveSummaries.LabelsTo(curve, own).Crossing == Crossing.NotReached) : 0,
            grid.FinalStrata[policy].Count > 1 ? StratumDisparity.Of(grid.FinalStrata[policy]) : null,
            against);
    }

    private BaselineComparison Against(int policy)
    {
        var differences = Less(aulc[policy], aulc[baseline]);
        var span = differences.AsSpan();
        var signFlip = SignFlipTest.Test(span, StreamOf(policy, "signs"));
        var wilcoxon = WilcoxonSignedRank.Test(span);
        var p = plan.PrimaryTest == PrimaryTest.Wilcoxon ? wilcoxon.PValue : signFlip.PValue;
        return new BaselineComparison(
            differences,
            IntervalOf(differences, policy, "difference"),
            IntervalOf(Less(finals[policy], finals[baseline]), policy, "final difference"),
            signFlip,
            wilcoxon,
            PairedT.Test(span),
            p,
            p,
            EffectSizes.Of(span),
            NonInferiority.Test(span, plan.Margin),
            CorrelatedT.Of(span, plan.Margin),
            plan.FullValue is { } full ? CurveSummaries.LabelsRatio(means[policy], means[baseline], full, plan.TargetShare) : null,
            plan.FullValue is { } value ? LabelsInterval(policy, plan.TargetShare * value) : null,
            CurveSummaries.SpeedUp(means[policy], means[baseline]));
    }

    private LabelRatio LabelsInterval(int policy, double target)
    {
        var (lower, upper) = PercentileBootstrap.OfBounds(
            grid.Seeds.Length,
            picked =>
            {
                var ratio = CurveSummaries.LabelsTo(MeanOf(policy, picked), target).Over(CurveSummaries.LabelsTo(MeanOf(baseline, picked), target));
                return (ratio.AtLeast, ratio.AtMost);
            },
            StreamOf(policy, "labels"),
            plan.Level,
            plan.Resamples);
        return new LabelRatio(lower, upper);
    }

    private BudgetCurve MeanOf(int policy, ReadOnlySpan<int> picked)
    {
        var sums = new double[grid.Budgets.Length];
        foreach (var seed in picked)
        {
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] += grid.Curves[policy][seed].Values[i] / picked.Length;
            }
        }

        return new BudgetCurve(grid.Budgets, [.. sums]);
    }

    private Interval IntervalOf(ImmutableArray<double> values, int policy, string what) => values.Length < plan.BootstrapFloor
        ? PairedT.IntervalOfMean(values.AsSpan(), plan.Level)
        : BcaBootstrap.OfMean(values.AsSpan(), StreamOf(policy, what), plan.Level, plan.Resamples);

    private ulong StreamOf(int policy, string what)
    {
        var hash = 0xCBF29CE484222325; // FNV-1a, so that a policy's draws hang on its name and not on its place
        foreach (var part in Encoding.UTF8.GetBytes($"{grid.Policies[policy]}/{what}"))
        {
            hash = (hash ^ part) * 0x100000001B3;
        }

        return new RandomStream(plan.Seed, hash).Next();
    }

    // Areas that are equal may differ in their last bits, which ranks would take for a difference.
    private static ImmutableArray<double> Less(ImmutableArray<double> values, ImmutableArray<double> others) =>
        [.. values.Zip(others, (value, other) => Math.Round(value - other, 10))];
}
