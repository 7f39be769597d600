using System.Collections.Immutable;
using ActiveSeg.Lab.Results;

namespace ActiveSeg.Lab.Report.Numbers;

/// <summary>The learning curve of one cell.</summary>
/// <param name="Policy">Name of the strategy.</param>
/// <param name="Seed">Of the cell.</param>
/// <param name="Points">By rising round.</param>
internal sealed record SeedCurve(string Policy, int Seed, ImmutableArray<SeedPoint> Points)
{
    /// <summary>The metric that a report is about.</summary>
    public const string MainMetric = "dice";

    /// <summary>Curves of all cells that have begun, by policy and seed as the manifest orders them.</summary>
    /// <param name="results">Of the experiment.</param>
    /// <param name="structure">Default: mean over structures.</param>
    /// <param name="level">Default: mean over test scans.</param>
    public static ImmutableArray<SeedCurve> Of(
        ExperimentResults results, string structure = MetricRow.MeanStructure, string level = MetricRow.TestLevel)
    {
        var manifest = results.Manifest;
        return
        [
            .. results.Metrics
                .Where(row => row.Metric == MainMetric && row.Structure == structure && row.Level == level)
                .GroupBy(row => (row.Policy, row.Seed))
                .Where(cell => manifest.Policies.Contains(cell.Key.Policy) && manifest.Seeds.Contains(cell.Key.Seed))
                .OrderBy(cell => manifest.Policies.IndexOf(cell.Key.Policy)).ThenBy(cell => manifest.Seeds.IndexOf(cell.Key.Seed))
                .Select(cell => new SeedCurve(
                    cell.Key.Policy,
                    cell.Key.Seed,
                    [.. cell.OrderBy(row => row.Round).Select(row => new SeedPoint(row.Round, row.Labelled, row.Minutes, row.Value))])),
        ];
    }
}
