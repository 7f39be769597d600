using System.Collections.Immutable;

namespace ActiveSeg.Cli.Report.Model;

/// <summary>Accuracy on the locked scans of one stratum value.</summary>
/// <param name="Stratum">For example scanner.</param>
/// <param name="Value">For example its model.</param>
/// <param name="Scans">Locked scans.</param>
/// <param name="Overall">Mean Dice over the structures.</param>
/// <param name="ByStructure">Dice of each structure, in the report's order.</param>
internal sealed record StratumRow(
    string Stratum, string Value, int Scans, MeanInterval Overall, ImmutableArray<MeanInterval> ByStructure)
{
    /// <summary>All strata and values on the locked scans of a model, and first the whole locked set.</summary>
    public static ImmutableArray<StratumRow> Of(ReportVersion model, ImmutableArray<ReportStructure> structures)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Scans.IsEmpty)
        {
            return [];
        }

        var names = model.Scans.SelectMany(scan => scan.Strata.Keys).Distinct().Order(StringComparer.Ordinal);
        return
        [
            Row("all", "", [.. model.Scans], structures),
            .. names.SelectMany(name => model.Scans
                .GroupBy(scan => scan.Strata.GetValueOrDefault(name, ""))
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => Row(name, group.Key.Length == 0 ? "unknown" : group.Key, [.. group], structures))),
        ];
    }

    private static StratumRow Row(
        string stratum, string value, ImmutableArray<ScanAccuracy> scans, ImmutableArray<ReportStructure> structures) => new(
        stratum,
        value,
        scans.Length,
        MeanInterval.OverPatients(scans, scan => scan.MeanDice)!,
        [.. structures.Select(structure => MeanInterval.OverPatients(scans, scan =>
            scan.Scores.FirstOrDefault(score => score.Label == structure.Label)?.Dice) ?? new MeanInterval(double.NaN, null, 0))]);
}
