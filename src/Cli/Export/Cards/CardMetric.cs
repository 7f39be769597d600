using System.Collections.Immutable;
using ActiveSeg.Cli.Report.Model;

namespace ActiveSeg.Cli.Export.Cards;

/// <summary>One number of a card on the locked set, with its 95 % interval over patients.</summary>
/// <param name="Structure">The structure; absent for the mean over structures.</param>
/// <param name="Name">What it is, as in the report's tables.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Highest">The most that it can be; without bound where there is none. None is below 0.</param>
/// <param name="Interval">Mean and interval; absent where no scan has the number.</param>
internal sealed record CardMetric(ReportStructure? Structure, string Name, string Unit, double Highest, MeanInterval? Interval)
{
    /// <summary>Ends of the interval within what is possible; absent below two patients.</summary>
    public (double Low, double High)? Ends => Interval?.HalfWidth is { } half
        ? (Math.Max(0, Interval.Mean - half), Math.Min(Highest, Interval.Mean + half))
        : null;

    /// <summary>What people call it.</summary>
    public string Title => Name switch
    {
        "dice" => "Dice",
        "hd95_mm" => "HD95",
        "assd_mm" => "ASSD",
        _ => "area error",
    };

    /// <summary>All numbers of a version.</summary>
    public static ImmutableArray<CardMetric> Of(ReportVersion version, ImmutableArray<ReportStructure> structures)
    {
        return
        [
            new(null, "dice", "0 to 1", 1, MeanInterval.OverPatients(version.Scans, scan => scan.MeanDice)),
            .. structures.SelectMany(structure => (CardMetric[])
            [
                Of(structure, "dice", "0 to 1", 1, score => score.Dice),
                Of(structure, "hd95_mm", "mm", double.PositiveInfinity, score => score.Hd95Mm),
                Of(structure, "assd_mm", "mm", double.PositiveInfinity, score => score.AssdMm),
                Of(structure, "area_error_mm2", "mm²", double.PositiveInfinity, score => score.AreaErrorMm2),
            ]),
        ];

        CardMetric Of(ReportStructure structure, string name, string unit, double highest, Func<Accuracy, double?> number) => new(
            structure, name, unit, highest, MeanInterval.OverPatients(
                version.Scans, scan => scan.Scores.FirstOrDefault(score => score.Label == structure.Label) is { } score ? number(score) : null));
    }
}
