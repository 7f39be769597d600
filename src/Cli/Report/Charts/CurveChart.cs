using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ActiveSeg.Cli.Report.Html;
using ScottPlot;

namespace ActiveSeg.Cli.Report.Charts;

/// <summary>Curves against the number of labelled scans, as inline SVG that follows the page's colours and font.</summary>
/// <param name="Id">Unique on the page.</param>
/// <param name="Unit">Label of the vertical axis.</param>
/// <param name="Series">The curves.</param>
/// <param name="Least">The vertical axis goes no lower.</param>
/// <param name="Most">The vertical axis goes no higher.</param>
/// <param name="Largest">Whether it spans the page.</param>
/// <remarks>ScottPlot draws curves and grid; text is added here, because measuring it would need fonts on the machine that
/// makes the report.</remarks>
internal sealed partial record CurveChart(
    string Id, string Unit, ImmutableArray<CurveSeries> Series, double? Least = null, double? Most = null, bool Largest = false)
{
    private const int LeftMargin = 58;
    private const int RightMargin = 14;
    private const int TopMargin = 12;
    private const int BottomMargin = 44;

    private int Width => Largest ? 880 : 430;

    private int Height => Largest ? 340 : 270;

    /// <summary>Renders the chart; nothing without points.</summary>
    public Markup Render()
    {
        var points = Series.SelectMany(series => series.Points).ToList();
        if (points.Count == 0)
        {
            return Markup.Of($"<p>No values.</p>");
        }

        var xs = points.Select(point => point.X).Distinct().Order().ToImmutableArray();
        var margin = Math.Max(1, (xs[^1] - xs[0]) * 0.05);
        var x = new Scale(Math.Max(0, xs[0] - margin), xs[^1] + margin, xs, "0");
        var y = Scale.Around(points.Min(point => point.Y - point.HalfWidth), points.Max(point => point.Y + point.HalfWidth), Least, Most);
        return Markup.Of($"""
            <svg viewBox="0 0 {Width} {Height}" role="img" aria-label="{Unit} against labelled scans">
            {Inner(Draw(x, y))}
            {Markup.Join(y.Marks.Select(mark => Markup.Of($"<text x=\"{LeftMargin - 8}\" y=\"{Vertical(y, mark) + 4:0.#}\" text-anchor=\"end\">{mark.ToString(y.Format)}</text>")))}
            {Markup.Join(x.Marks.Select(mark => Markup.Of($"<text x=\"{Horizontal(x, mark):0.#}\" y=\"{Height - BottomMargin + 18}\" text-anchor=\"middle\">{mark:0}</text>")))}
            <text class="axis" x="{LeftMargin + ((Width - LeftMargin - RightMargin) / 2)}" y="{Height - 6}" text-anchor="middle">labelled scans</text>
            <text class="axis" transform="translate(14 {TopMargin + ((Height - TopMargin - BottomMargin) / 2)}) rotate(-90)" text-anchor="middle">{Unit}</text>
            {Markup.Join(Series.SelectMany(series => series.Points.Select(point => Spot(series, point, x, y))))}
            </svg>
            """);
    }

    [GeneratedRegex("<svg[^>]*>(?<inner>.*)</svg>", RegexOptions.Singleline)]
    private static partial Regex Root();

    [GeneratedRegex("#(?<red>F[0-9A-F])0000", RegexOptions.IgnoreCase)]
    private static partial Regex Stand();

    private static Markup Spot(CurveSeries series, CurvePoint point, Scale x, Scale y, double left, double top) => Markup.Of(
        $"<circle cx=\"{left:0.#}\" cy=\"{top:0.#}\" r=\"9\" fill=\"transparent\"><title>{series.Name}: {point.Y.ToString(y.Format + "0")} with {point.X.ToString(x.Format)} labelled scans</title></circle>");

    /// <summary>Colours that the page replaces: one for each series, and one for the grid.</summary>
    private static Color StandIn(int number) => new((byte)(0xF0 + number), 0, 0);

    private Markup Spot(CurveSeries series, CurvePoint point, Scale x, Scale y) =>
        Spot(series, point, x, y, Horizontal(x, point.X + Aside(series, x)), Vertical(y, point.Y));

    /// <summary>A small step to the side, so that the bars of different curves do not cover each other.</summary>
    private double Aside(CurveSeries series, Scale x) =>
        (Series.IndexOf(series) - ((Series.Length - 1) / 2.0)) * 0.008 * (x.High - x.Low) * (Largest ? 1 : 2);

    private double Horizontal(Scale x, double value) => LeftMargin + (x.Of(value) * (Width - LeftMargin - RightMargin));

    private double Vertical(Scale y, double value) => Height - BottomMargin - (y.Of(value) * (Height - TopMargin - BottomMargin));

    private Markup Inner(string svg)
    {
        var inner = Root().Match(svg).Groups["inner"].Value;
        inner = inner.Replace("id=\"", $"id=\"{Id}-", StringComparison.Ordinal)
            .Replace("url(#", $"url(#{Id}-", StringComparison.Ordinal)
            .Replace("href=\"#", $"href=\"#{Id}-", StringComparison.Ordinal);
        return new Markup(Stand().Replace(inner, match => $"var(--chart-{Convert.ToInt32(match.Groups["red"].Value, 16) - 0xF0})"));
    }

    private string Draw(Scale x, Scale y)
    {
        using var plot = new Plot();
        plot.FigureBackground.Color = Colors.Transparent;
        plot.DataBackground.Color = Colors.Transparent;
        plot.Layout.Fixed(new PixelPadding(LeftMargin, RightMargin, BottomMargin, TopMargin));
        plot.Axes.SetLimits(x.Low, x.High, y.Low, y.High);
        plot.Axes.Bottom.SetTicks([.. x.Marks], [.. x.Marks.Select(_ => "")]);
        plot.Axes.Left.SetTicks([.. y.Marks], [.. y.Marks.Select(_ => "")]);
        plot.Axes.Color(StandIn(0));
        plot.Axes.Top.FrameLineStyle.IsVisible = false;
        plot.Axes.Right.FrameLineStyle.IsVisible = false;
        plot.Axes.Left.FrameLineStyle.IsVisible = false;
        plot.Grid.MajorLineColor = StandIn(0);
        plot.Grid.MajorLineWidth = 0.5f;
        plot.Grid.XAxisStyle.IsVisible = false;
        foreach (var series in Series)
        {
            double[] xs = [.. series.Points.Select(point => point.X + Aside(series, x))];
            double[] ys = [.. series.Points.Select(point => point.Y)];
            if (xs.Length == 0)
            {
                continue;
            }

            var bars = plot.Add.ErrorBar(xs, ys, [.. series.Points.Select(point => point.HalfWidth)]);
            bars.Color = StandIn(series.Colour);
            bars.LineWidth = 1;
            bars.CapSize = 4;
            var curve = plot.Add.Scatter(xs, ys, StandIn(series.Colour));
            curve.LineWidth = 2;
            curve.MarkerSize = 8;
            curve.MarkerShape = MarkerShape.FilledCircle;
        }

        plot.Axes.SetLimits(x.Low, x.High, y.Low, y.High);
        return plot.GetSvgXml(Width, Height);
    }
}
