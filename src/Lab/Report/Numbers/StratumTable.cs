using System.Collections.Immutable;
using ActiveSeg.Lab.Results;

namespace ActiveSeg.Lab.Report.Numbers;

/// <summary>Accuracy by stratum after the last round that all begun cells have reached.</summary>
/// <param name="Rows">By stratum in the manifest's order, then by value.</param>
/// <param name="Disparities">By stratum and policy; only strata with two values or more.</param>
internal sealed record StratumTable(ImmutableArray<StratumRow> Rows, ImmutableArray<DisparityRow> Disparities)
{
    private const string Prefix = "stratum:";

    /// <summary>Gathers the table; empty without strata.</summary>
    public static StratumTable Of(ExperimentResults results, CellCount cells)
    {
        var manifest = results.Manifest;
        var values = results.Metrics
            .Where(row => row.Metric == SeedCurve.MainMetric && row.Structure == MetricRow.MeanStructure && row.Round == cells.CommonRound
                && cells.CommonSeeds.Contains(row.Seed) && cells.Started.Contains(row.Policy)
                && row.Level.StartsWith(Prefix, StringComparison.Ordinal) && row.Level.Contains('=', StringComparison.Ordinal))
            .Select(row => (Names: row.Level[Prefix.Length..].Split('=', 2), row.Policy, row.Seed, row.Value))
            .ToList();
        ImmutableArray<StratumRow> rows =
        [
            .. values.GroupBy(value => (Stratum: value.Names[0], Value: value.Names[1]))
                .OrderBy(group => PlaceOf(manifest, group.Key.Stratum))
                .ThenBy(group => group.Key.Stratum, StringComparer.Ordinal)
                .ThenBy(group => group.Key.Value, StringComparer.Ordinal)
                .Select(group => new StratumRow(
                    group.Key.Stratum,
                    group.Key.Value,
                    ScansOf(results, group.Key.Stratum, group.Key.Value),
                    group.GroupBy(value => value.Policy)
                        .ToImmutableDictionary(policy => policy.Key, policy => MeanInterval.Of([.. policy.Select(value => value.Value)])!))),
        ];
        return new StratumTable(
            rows,
            [
                .. from stratum in rows.GroupBy(row => row.Stratum)
                   where stratum.Count() > 1
                   from policy in cells.Started
                   where stratum.All(row => row.ByPolicy.ContainsKey(policy))
                   let worst = stratum.MinBy(row => row.ByPolicy[policy].Mean)!
                   let spreads = values.Where(value => value.Names[0] == stratum.Key && value.Policy == policy).GroupBy(value => value.Seed)
                       .Select(seed => seed.Max(value => value.Value) - seed.Min(value => value.Value))
                   select new DisparityRow(policy, stratum.Key, worst.Value, worst.ByPolicy[policy], MeanInterval.Of([.. spreads])!),
            ]);
    }

    private static int PlaceOf(Manifest manifest, string stratum)
    {
        var place = manifest.Strata.IndexOf(stratum);
        return place < 0 ? int.MaxValue : place;
    }

    private static int? ScansOf(ExperimentResults results, string stratum, string value)
    {
        var count = results.TestStrata.Values.Count(strata => strata.GetValueOrDefault(stratum) == value);
        return count > 0 ? count : null;
    }
}
