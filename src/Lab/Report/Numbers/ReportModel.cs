using System.Collections.Immutable;
using ActiveSeg.Lab.Experiments;
using ActiveSeg.Lab.Report.Drawing;
using ActiveSeg.Lab.Results;

namespace ActiveSeg.Lab.Report.Numbers;

/// <summary>All numbers of a report.</summary>
/// <param name="Results">As found.</param>
/// <param name="Baseline">Policy that the others are compared with.</param>
/// <param name="Choice">Policies that the figures name where all would be too many.</param>
/// <param name="Styles">How each policy is drawn.</param>
/// <param name="Curves">Mean Dice of every begun cell.</param>
/// <param name="Cells">Which cells are done.</param>
/// <param name="Verdict">The paired comparison, or why there is none.</param>
/// <param name="Strata">Accuracy by stratum.</param>
/// <param name="Forecasts">One a complete policy, or why there is none.</param>
internal sealed record ReportModel(
    ExperimentResults Results,
    string Baseline,
    PolicyChoice Choice,
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

        // An oracle sees the answers: it is drawn, and part of nothing that judges policies.
        policies = [.. policies.Where(policy => policy != GreedyOracle.PolicyName)];
        var baseline = results.Baseline ?? (policies.Contains(UsualBaseline) || policies.IsEmpty ? UsualBaseline : policies[0]);
        var curves = SeedCurve.Of(results);
        var cells = CellCount.Of(results.Manifest, curves);
        var judged = cells with { Complete = cells.Complete.Remove(GreedyOracle.PolicyName) };
        var verdict = Verdict.Of(curves, judged, baseline);
        var choice = PolicyChoice.Of(curves, cells, verdict, baseline);
        return new ReportModel(
            results,
            baseline,
            choice,
            SeriesStyle.For(results.Manifest.Policies, choice.Named, baseline),
            curves,
            cells,
            verdict,
            StratumTable.Of(results, cells),
            PolicyForecast.Of(curves, judged));
    }

    /// <summary>A policy, with its number of begun seeds where these differ.</summary>
    public string NameOf(string policy) => EqualSeeds is null ? $"{policy} (n = {SeedsOf(policy)})" : policy;

    /// <summary>What the means of curves are over, for a caption.</summary>
    public string SeedsNote => EqualSeeds is { } seeds ? $"Means over {seeds} {(seeds == 1 ? "seed" : "seeds")}." : "Means over n seeds.";

    private int? EqualSeeds => Cells.Started.Select(SeedsOf).Distinct().ToList() is [var only] ? only : null;

    private int SeedsOf(string policy) => Curves.Count(curve => curve.Policy == policy);
}
