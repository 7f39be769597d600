using ActiveSeg.Cli.Report.Model;

namespace ActiveSeg.Cli.Report.Html;

/// <summary>What the last model's outlines look like: the best, the median and the worst locked scan.</summary>
internal static class GallerySection
{
    /// <summary>Renders the section.</summary>
    public static Markup Render(ReportModel model) => model.Gallery.IsEmpty ? Markup.Empty : Markup.Of($"""
        <section id="gallery"><h2>Locked scans: reference and model</h2>
        <p>The best, the median and the worst locked scan of model {model.LastModel?.Number} by mean Dice. Letters name the patient's sides
        (A anterior, P posterior, S superior, I inferior, L left, R right); proportions are true to the scan's spacing.
        Point at a picture to see it without outlines.</p>
        {Figure.Legend(model.Structures, hasModel: true)}
        {Markup.Join(model.Gallery.Select(shown => Case(model, shown)))}</section>

        """);

    private static Markup Case(ReportModel model, GalleryCase shown) => Markup.Of($"""
        <article class="case"><h3>{shown.Place}: {shown.Accuracy.Scan} <small>mean Dice {shown.Accuracy.MeanDice:0.000}</small></h3>
        <div class="films">{Markup.Join(shown.Pictures.Select(picture => Figure.Of(picture, model.Structures, $"{shown.Place} locked scan {shown.Accuracy.Scan}, {picture.Caption}, reference shaded, model as line")))}
        <table><thead><tr><th>structure</th><th class="n">Dice</th><th class="n">HD95 mm</th><th class="n">ASSD mm</th><th class="n">area error mm²</th></tr></thead><tbody>
        {Markup.Join(shown.Accuracy.Scores.Select(score => Row(model, score)))}</tbody></table></div>
        <p class="note">{string.Join(" · ", shown.Accuracy.Strata.Select(pair => $"{pair.Key} {pair.Value}"))}</p></article>

        """);

    private static Markup Row(ReportModel model, Accuracy score) => Markup.Of($"""
        <tr><td class="t"><i class="swatch c{Figure.ColourOf(model.Structures, score.Label)}"></i>{model.Structures.FirstOrDefault(structure => structure.Label == score.Label)?.Title}</td><td class="n">{score.Dice:0.000}</td>
        <td class="n">{(score.Hd95Mm is { } hd95 ? $"{hd95:0.0}" : "–")}</td><td class="n">{(score.AssdMm is { } assd ? $"{assd:0.00}" : "–")}</td><td class="n">{score.AreaErrorMm2:0}</td></tr>

        """);
}
