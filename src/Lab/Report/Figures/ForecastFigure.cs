using System.Collections.Immutable;
using ActiveSeg.Lab.Report.Drawing;
using ActiveSeg.Lab.Report.Numbers;
using ActiveSeg.Planning.Forecasts;

namespace ActiveSeg.Lab.Report.Figures;

/// <summary>What more labels may bring.</summary>
internal static class ForecastFigure
{
    /// <summary>One panel a policy; absent without forecasts.</summary>
    public static Picture? Of(ReportModel model)
    {
        ImmutableArray<PolicyForecast> forecasts = [.. model.Forecasts.Where(forecast => !forecast.Expected.IsEmpty)];
        if (forecasts.IsEmpty)
        {
            return null;
        }

        var series = forecasts.Select(forecast => SeriesOf(model, forecast)).ToList();
        var (x, y) = ChartPanel.AxesOf(series.SelectMany(own => own), 6, 6);
        var panels = forecasts.Zip(series, (forecast, own) => new ChartPanel(forecast.Policy, "labelled scans", "Dice", own, x, y)).ToList();
        var grid = PanelGrid.OfCharts(panels.Count);
        return new Picture(
            "forecast",
            "Dice to expect of more labels",
            "Spots: means over seeds. Line and band: median and 95 % posterior interval of what one new training will show, averaged over five families "
            + $"of curves and all seeds. The bands are {ConformalFactors.InWords(forecasts.Select(forecast => forecast.IntervalFactor))}. "
            + "Whether such intervals hold on this dataset is not tested here.",
            grid.Width,
            grid.Height,
            sketch =>
            {
                foreach (var (panel, box) in panels.Zip(grid.Boxes))
                {
                    ChartPainter.Paint(sketch, box, panel);
                }
            });
    }

    private static ImmutableArray<ChartSeries> SeriesOf(ReportModel model, PolicyForecast forecast) =>
    [
        new ChartSeries(model.Styles[forecast.Policy], forecast.Expected, HasMarkers: false),
        new ChartSeries(
            model.Styles[forecast.Policy],
            [.. forecast.Observed.Select(point => point with { Low = point.Y, High = point.Y })],
            HasLine: false),
    ];
}
