using System.Collections.Immutable;
using ActiveSeg.Cli.Report.Charts;
using ActiveSeg.Cli.Report.Model;

namespace ActiveSeg.Cli.Report.Html;

/// <summary>Accuracy against labelled scans.</summary>
internal static class CurveSection
{
    /// <summary>Renders the section.</summary>
    public static Markup Render(ReportModel model)
    {
        if (model.Models.IsEmpty)
        {
            return Markup.Empty;
        }

        var dice = new CurveChart("dice", "Dice", SeriesOf(model, accuracy => accuracy.Dice), Most: 1.004, Largest: true);
        var hd95 = new CurveChart("hd95", "HD95 in mm", SeriesOf(model, accuracy => accuracy.Hd95Mm), Least: 0);
        var area = new CurveChart("area", "area error in mm²", SeriesOf(model, accuracy => accuracy.AreaErrorMm2), Least: 0);
        var who = model.IsSimulated ? " Labels come from simulated raters." : "";
        return Markup.Of($"""
            <section id="learning"><h2>Learning curve</h2>
            <p>Accuracy on the locked reference set after each round.{who} Bars are 95 % intervals over patients; wide bars mean few patients.</p>
            {Legend(model)}
            <figure class="chart">{dice.Render()}<figcaption>Overlap with the reference, 1 is perfect. Higher is better.</figcaption></figure>
            <div class="pair">
            <figure class="chart">{hd95.Render()}<figcaption>Distance that 95 % of the outline stays within (HD95). Lower is better.</figcaption></figure>
            <figure class="chart">{area.Render()}<figcaption>Mean absolute error of the cross-sectional area per slice. Lower is better.</figcaption></figure>
            </div></section>

            """);
    }

    private static ImmutableArray<CurveSeries> SeriesOf(ReportModel model, Func<Accuracy, double?> number) =>
    [
        .. model.Structures.Select(structure => new CurveSeries(
            structure.Title,
            Figure.ColourOf(model.Structures, structure.Label),
            [
                .. model.Models.Select(version => (version.Labelled, Interval: MeanInterval.OverPatients(
                        version.Scans, scan => scan.Scores.FirstOrDefault(score => score.Label == structure.Label) is { } score ? number(score) : null)))
                    .Where(pair => pair.Interval is not null)
                    .Select(pair => new CurvePoint(pair.Labelled, pair.Interval!.Mean, pair.Interval.HalfWidth ?? 0)),
            ])),
    ];

    private static Markup Legend(ReportModel model) => Markup.Of($"""
        <p class="legend">{Markup.Join(model.Structures.Select(structure => Markup.Of(
            $"<span><i class=\"key k{Figure.ColourOf(model.Structures, structure.Label)}\"></i>{structure.Title}</span>")))}</p>
        """);
}
