using ActiveSeg.Lab.Results;
using ActiveSeg.Lab.Tables;

namespace ActiveSeg.Lab.TensorBoard;

/// <summary>One event file for each policy and seed, each in a folder of its own: a run in TensorBoard's list.</summary>
internal static class EventFiles
{
    /// <summary>Writes means over test scans and over strata; single scans are left to the tables.</summary>
    public static void Write(ExperimentResults results, string folder)
    {
        var cells = results.Metrics.Where(row => !row.Level.StartsWith("scan:", StringComparison.Ordinal))
            .GroupBy(row => (row.Policy, row.Seed));
        foreach (var cell in cells)
        {
            var run = Path.Combine(folder, NameOf(cell.Key.Policy), $"seed-{cell.Key.Seed}");
            WholeFile.Write(Path.Combine(run, "events.out.tfevents.0000000000.activeseg"), stream => EventFile.Write(
                stream, cell.OrderBy(row => row.Round).Select(row => new Scalar(TagOf(row), row.Labelled, row.Minutes * 60, (float)row.Value))));
        }
    }

    private static string TagOf(MetricRow row) =>
        row.Level == MetricRow.TestLevel ? $"{row.Metric}/{row.Structure}" : $"{row.Metric} {row.Level}/{row.Structure}";

    private static string NameOf(string policy) => Uri.EscapeDataString(policy);
}
