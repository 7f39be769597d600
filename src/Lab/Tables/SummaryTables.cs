using System.Collections.Immutable;
using ActiveSeg.Lab.Report.Numbers;
using static ActiveSeg.Lab.Tables.TableColumn;

namespace ActiveSeg.Lab.Tables;

/// <summary>The numbers behind the report's curves and comparison.</summary>
internal static class SummaryTables
{
    /// <summary>Mean curves and, where policies could be paired, the comparison.</summary>
    public static ImmutableArray<Table> Of(ReportModel model) =>
        model.Verdict.Comparison is null ? [Curves(model)] : [Curves(model), Comparison(model)];

    private static Table Curves(ReportModel model)
    {
        var rows = MeanCurve.ByLabels(model.Curves)
            .SelectMany(curve => curve.Points.Select(point => (curve.Policy, curve.Seeds, Point: point))).ToList();
        return new Table("curves",
            "the mean over seeds of one policy with one number of labelled scans: Dice, mean over structures, test scans",
            rows.Count, false,
        [
            new Words("policy", "text", "query strategy", row => rows[row].Policy),
            new Numbers("labelled_cases", "count", "scans that the models were trained on", row => rows[row].Point.X),
            new Counts("seeds", "count", "seeds averaged over: all that the policy has begun", row => rows[row].Seeds),
            new Numbers("mean", "0 to 1", "mean Dice", row => rows[row].Point.Y),
            new Numbers("ci_low", "0 to 1", "lower end of the 95 % interval over seeds (Student's t); empty with one seed",
                row => rows[row].Seeds > 1 ? rows[row].Point.Low : null),
            new Numbers("ci_high", "0 to 1", "upper end", row => rows[row].Seeds > 1 ? rows[row].Point.High : null),
        ]);
    }

    private static Table Comparison(ReportModel model)
    {
        var rows = model.Verdict.Comparison!.Rows;
        return new Table("comparison", $"one policy with all its cells, compared with {model.Baseline}", rows.Length, false,
        [
            new Words("policy", "text", "query strategy, highest AULC first", row => rows[row].Policy),
            new Numbers("aulc", "0 to 1", "mean over seeds of the area under Dice over the logarithm of labelled scans, axis of length 1",
                row => rows[row].Aulc.Estimate),
            new Numbers("aulc_low", "0 to 1", "lower end of its 95 % interval (Student's t, BCa bootstrap from 20 seeds on)", row => rows[row].Aulc.Lower),
            new Numbers("aulc_high", "0 to 1", "upper end", row => rows[row].Aulc.Upper),
            new Numbers("difference", "Dice", "mean paired difference of AULC to the baseline; empty for the baseline itself, as all that follow",
                row => rows[row].AgainstBaseline?.Difference.Estimate),
            new Numbers("difference_low", "Dice", "lower end of its 95 % interval (Student's t, BCa bootstrap from 20 seeds on)", row => rows[row].AgainstBaseline?.Difference.Lower),
            new Numbers("difference_high", "Dice", "upper end", row => rows[row].AgainstBaseline?.Difference.Upper),
            new Numbers("p", "0 to 1", "sign-flip test, two-sided", row => rows[row].AgainstBaseline?.PValue),
            new Numbers("p_holm", "0 to 1", "adjusted by Holm over all policies of this table", row => rows[row].AgainstBaseline?.HolmPValue),
            new Numbers("p_wilcoxon", "0 to 1", "signed-rank test, two-sided, not adjusted", row => rows[row].AgainstBaseline?.Wilcoxon.PValue),
            new Numbers("cohen_dz", "number", "mean over standard deviation of the paired differences",
                row => Finite(rows[row].AgainstBaseline?.Effect.CohenDz)),
            new Numbers("superiority", "0 to 1", "share of seeds with a higher AULC, ties as half",
                row => rows[row].AgainstBaseline?.Effect.ProbabilityOfSuperiority),
            new Numbers("final", "0 to 1", "mean final Dice", row => rows[row].Final.Estimate),
            new Numbers("labels_at_least", "count", "labels to 95 % of the best final mean: lower bound", row => rows[row].Labels?.AtLeast),
            new Numbers("labels_at_most", "count", "upper bound, the same where the target was met within the curve; empty where it was not reached",
                row => Finite(rows[row].Labels?.AtMost)),
            new Counts("seeds_short", "count", "seeds whose own curve does not reach the target", row => rows[row].SeedsShortOfTarget),
            new Numbers("average_rank", "from 1", "of AULC over seeds; a description, since seeds are not datasets", row => rows[row].AverageRank),
        ]);
    }

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
