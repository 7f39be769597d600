using System.Collections.Immutable;
using ActiveSeg.Lab.Report.Drawing;
using ActiveSeg.Lab.Results;

namespace ActiveSeg.Lab.Report.Numbers;

/// <summary>All numbers of a report.</summary>
/// <param name="Results">As found.</param>
/// <param name="Baseline">Policy that the others are compared with.</param>
/// <param name="Styles">How each policy is drawn.</param>
/// <param name="Curves">Mean Dice of every begun cell.</param>
/// <param name="Cells">Which cells are done.</param>
/// <param name="Verdict">The paired comparison, or why there is none.</param>
/// <param name="Strata">Accuracy by stratum.</param>
/// <param name="Forecasts">One a complete policy, or why there is none.</param>
internal sealed record ReportModel(
    ExperimentResults Results,
    string Baseline,
    ImmutableDictionary<string, SeriesStyle> Styles,
    ImmutableArray<SeedCurve> Curves,
    CellCount Cells,
    Verdict Verdict,
    StratumTable Strata,
    ImmutableArray<PolicyForecast> Forecasts)
{
    private const string UsualBaseline = "random";

    /// <summary>Works out all numbers.</summary>
    /// <exception cref="ArgumentException">The manifest names no policy.</exception>
    public static ReportModel Of(ExperimentResults results)
    {
        var policies = results.Manifest.Policies;
        if (policies.IsEmpty)
        {
            throw new ArgumentException($"experiment {results.Manifest.Experiment} names no policy", nameof(results));
        }

        var baseline = policies.Contains(UsualBaseline) ? UsualBaseline : policies[0];
        var curves = SeedCurve.Of(results);
        var cells = CellCount.Of(results.Manifest, curves);
        return new ReportModel(
            results,
            baseline,
            SeriesStyle.For(policies, baseline),
            curves,
            cells,
            Verdict.Of(curves, cells, baseline),
            StratumTable.Of(results, cells),
            PolicyForecast.Of(curves, cells));
    }

    /// <summary>A policy with its number of begun seeds.</summary>
    public string NameOf(string policy) => $"{policy} (n = {Curves.Count(curve => curve.Policy == policy)})";
}
