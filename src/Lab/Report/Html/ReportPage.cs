using ActiveSeg.Lab.Report.Drawing;
using ActiveSeg.Lab.Report.Numbers;

namespace ActiveSeg.Lab.Report.Html;

/// <summary>The report as one page that needs no other file and no script.</summary>
internal static class ReportPage
{
    private const string LearnerMark = "<meta name=\"activeseg-learner\" content=\"";

    /// <summary>Renders the page.</summary>
    public static string Render(ReportModel model, IReadOnlyCollection<Picture> pictures) => Markup.Of($"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        {Mark(model.Results.Manifest.Learner)}
        <title>ActiveSeg laboratory: {model.Results.Manifest.Experiment}</title>
        <style>{new Markup(Stylesheet.Text)}</style></head><body><main>
        {HeaderSection.Render(model)}
        <nav>{Links(model, pictures)}</nav>
        <section id="reading"><h2>How to read this</h2>
        <ul>{Markup.Join(Reading.Of(model).Select(line => Markup.Of($"<li>{line}</li>\n")))}</ul></section>
        <section id="curves"><h2>Learning curves</h2>
        {FigureElement.Of(pictures, "curve-labels")}
        {FigureElement.Of(pictures, "curve-minutes")}
        {FigureElement.Of(pictures, "curve-policies")}
        {FigureElement.Of(pictures, "curve-structures")}
        </section>
        {AulcSection.Render(model, pictures)}
        {StrataSection.Render(model, pictures)}
        {Picks(pictures)}
        {ForecastSection.Render(model, pictures)}
        {RecordSection.Render(model)}
        </main></body></html>

        """).Text;

    /// <summary>Whether a page is about a learner.</summary>
    public static bool IsAbout(string page, string learner) => page.Contains(Mark(learner).Text, StringComparison.Ordinal);

    private static Markup Mark(string learner) => Markup.Of($"{new Markup(LearnerMark)}{learner}\">");

    private static Markup Links(ReportModel model, IReadOnlyCollection<Picture> pictures)
    {
        (string Place, string Title, bool IsThere)[] sections =
        [
            ("reading", "How to read this", true), ("curves", "Learning curves", true), ("comparison", "Comparison", true),
            ("strata", "For whom it works", !model.Strata.Rows.IsEmpty), ("picks", "What was picked", pictures.Any(picture => picture.Name == "picks")),
            ("forecast", "Forecast", !model.Forecasts.IsEmpty), ("record", "Record", true),
        ];
        return Markup.Join(sections.Where(section => section.IsThere).Select(
            section => Markup.Of($"<a href=\"#{section.Place}\">{section.Title}</a> ")));
    }

    private static Markup Picks(IReadOnlyCollection<Picture> pictures)
    {
        var figure = FigureElement.Of(pictures, "picks");
        return figure == Markup.Empty ? Markup.Empty : Markup.Of($"<section id=\"picks\"><h2>What was picked</h2>\n{figure}</section>\n");
    }
}
