using ActiveSeg.Planning;
using ActiveSeg.Planning.Statistics.Comparisons;

namespace ActiveSeg.Lab.Report.Numbers;

/// <summary>The paired comparison of an experiment, or why there is none.</summary>
/// <param name="Comparison">Absent where there is none.</param>
/// <param name="Ranks">Absent where there is no comparison.</param>
/// <param name="WhyNot">One sentence; empty where there is a comparison.</param>
internal sealed record Verdict(PolicyComparison? Comparison, RankTable? Ranks, string WhyNot)
{
    private const double TargetShare = 0.95;

    /// <summary>Compares the policies that have all their cells with the baseline.</summary>
    /// <remarks><para>The target is a share of the best final mean found here, since no model with all labels is part of an experiment; for
    /// the same reason no budget counts as saturated.</para></remarks>
    public static Verdict Of(IReadOnlyCollection<SeedCurve> curves, CellCount cells, string baseline)
    {
        if (!cells.Complete.Contains(baseline))
        {
            return new Verdict(null, null, $"The baseline {baseline} lacks cells, so nothing can be paired with it yet.");
        }

        var complete = curves.Where(curve => cells.Complete.Contains(curve.Policy)).ToList();
        var best = complete.GroupBy(curve => curve.Policy).Max(policy => policy.Average(curve => curve.Points[^1].Value));
        try
        {
            var comparison = PolicyComparison.Of(
                [
                    .. from curve in complete
                       from point in curve.Points
                       where point.Labelled > 0
                       select new PolicyCell(curve.Policy, curve.Seed, point.Labelled, point.Value),
                ],
                new ComparisonPlan(baseline)
                {
                    FullValue = best,
                    TargetShare = TargetShare,
                    SaturationShare = double.PositiveInfinity,
                    SkipsFirstBudget = true,
                });
            return new Verdict(comparison, RankTable.Of(comparison), "");
        }
        catch (Exception error) when (error is NotEstimableException or ArgumentException)
        {
            return new Verdict(null, null, $"No paired comparison: {error.Message}.");
        }
    }
}
