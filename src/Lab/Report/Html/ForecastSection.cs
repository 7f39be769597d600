using ActiveSeg.Lab.Report.Drawing;
using ActiveSeg.Lab.Report.Numbers;

namespace ActiveSeg.Lab.Report.Html;

/// <summary>What more labels may bring.</summary>
internal static class ForecastSection
{
    /// <summary>Renders the section; nothing without complete policies.</summary>
    public static Markup Render(ReportModel model, IReadOnlyCollection<Picture> pictures) => model.Forecasts.IsEmpty
        ? Markup.Empty
        : Markup.Of($"""
            <section id="forecast"><h2>Forecast</h2>
            {FigureElement.Of(pictures, "forecast")}
            <ul>{Markup.Join(model.Forecasts.Select(forecast => Markup.Of($"<li>{forecast.Policy}: {forecast.Remark}</li>\n")))}</ul></section>

            """);
}
