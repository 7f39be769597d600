using ActiveSeg.Lab.Report.Numbers;
using ActiveSeg.Lab.Results;

namespace ActiveSeg.Lab.Tables;

/// <summary>Intervals of means over scans, from the values of the single scans.</summary>
internal sealed class ScanIntervals
{
    private const string ScanLevel = "scan:";
    private const string StratumLevel = "stratum:";
    private readonly Dictionary<(string, int, int, string, string), List<(string Scan, double Value)>> scans = [];
    private readonly Dictionary<string, HashSet<string>> members = [];

    /// <summary>Gathers the scans' values.</summary>
    public ScanIntervals(ExperimentResults results)
    {
        foreach (var row in results.Metrics.Where(row => row.Level.StartsWith(ScanLevel, StringComparison.Ordinal)))
        {
            var key = KeyOf(row);
            if (!scans.TryGetValue(key, out var values))
            {
                scans[key] = values = [];
            }

            values.Add((row.Level[ScanLevel.Length..], row.Value));
        }

        foreach (var (scan, strata) in results.TestStrata)
        {
            foreach (var (name, value) in strata)
            {
                var level = $"{StratumLevel}{name}={value}";
                if (!members.TryGetValue(level, out var group))
                {
                    members[level] = group = [];
                }

                group.Add(scan);
            }
        }
    }

    /// <summary>Half of the 95 % interval of a mean over scans; absent for single scans and where fewer than two scans are known.</summary>
    public double? HalfWidth(MetricRow row)
    {
        if (row.Level.StartsWith(ScanLevel, StringComparison.Ordinal) || !scans.TryGetValue(KeyOf(row), out var values))
        {
            return null;
        }

        if (row.Level == MetricRow.TestLevel)
        {
            return MeanInterval.Of([.. values.Select(value => value.Value)])?.HalfWidth;
        }

        return members.TryGetValue(row.Level, out var group)
            ? MeanInterval.Of([.. values.Where(value => group.Contains(value.Scan)).Select(value => value.Value)])?.HalfWidth
            : null;
    }

    private static (string, int, int, string, string) KeyOf(MetricRow row) => (row.Policy, row.Seed, row.Round, row.Metric, row.Structure);
}
