using ScottPlot;
using SkiaSharp;

namespace ActiveSeg.Lab.Report.Drawing;

/// <summary>Draws charts with ScottPlot into a part of a figure.</summary>
internal static class ChartPainter
{
    private const float LeftRoom = 62;
    private const float RightRoom = 14;
    private const float BottomRoom = 46;
    private const float TopRoom = 28;

    /// <summary>Draws a panel into a box.</summary>
    public static void Paint(Sketch sketch, SKRect box, ChartPanel panel)
    {
        using var plot = new Plot();
        plot.RenderManager.ClearCanvasBeforeEachRender = false;
        plot.FigureBackground.Color = Colors.Transparent;
        plot.DataBackground.Color = Colors.Transparent;
        plot.Layout.Fixed(new PixelPadding(LeftRoom, RightRoom, BottomRoom, TopRoom));
        Frame(plot, panel);
        var drawn = panel.Series.Where(series => !series.Points.IsEmpty).ToList();
        drawn.ForEach(series => AddBand(plot, series));
        drawn.ForEach(series => AddCurve(plot, series));

        plot.Axes.SetLimits(panel.X.Low, panel.X.High, panel.Y.Low, panel.Y.High);
        Render(plot, sketch.Canvas, box);
        var (middle, height) = (box.Left + LeftRoom + ((box.Width - LeftRoom - RightRoom) / 2), box.Height - TopRoom - BottomRoom);
        sketch.Words(panel.Across, middle, box.Bottom - 8, 12, Ink.Text, SKTextAlign.Center);
        sketch.Turned(panel.Up, box.Left + 14, box.Top + TopRoom + (height / 2), -90, 12, Ink.Text, SKTextAlign.Center);
        var room = box.Width - LeftRoom - 6;
        var size = Sketch.WidthOf(panel.Title, 13, true) <= room ? 13 : 11;
        sketch.Words(Sketch.Cut(panel.Title, room, size, true), box.Left + LeftRoom, box.Top + 18, size, Ink.Text, isStrong: true);
    }

    /// <summary>Where a value of a panel lies in its box.</summary>
    public static SKPoint Place(SKRect box, ChartPanel panel, double x, double y) => new(
        (float)(box.Left + LeftRoom + ((x - panel.X.Low) / (panel.X.High - panel.X.Low) * (box.Width - LeftRoom - RightRoom))),
        (float)(box.Bottom - BottomRoom - ((y - panel.Y.Low) / (panel.Y.High - panel.Y.Low) * (box.Height - TopRoom - BottomRoom))));

    private static void Frame(Plot plot, ChartPanel panel)
    {
        plot.Axes.Bottom.SetTicks([.. panel.X.Marks], [.. panel.X.Marks.Select(panel.X.LabelOf)]);
        plot.Axes.Left.SetTicks([.. panel.Y.Marks], [.. panel.Y.Marks.Select(panel.Y.LabelOf)]);
        foreach (var axis in plot.Axes.GetAxes())
        {
            axis.FrameLineStyle.Color = Colour(Ink.Rule);
            axis.TickLabelStyle.FontName = Sketch.Family;
            axis.TickLabelStyle.FontSize = 11;
            axis.TickLabelStyle.ForeColor = Colour(Ink.Quiet);
            axis.MajorTickStyle.Color = Colour(Ink.Rule);
        }

        plot.Axes.Top.FrameLineStyle.IsVisible = false;
        plot.Axes.Right.FrameLineStyle.IsVisible = false;
        plot.Axes.Left.FrameLineStyle.IsVisible = false;
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Grid.MajorLineColor = Colour(Ink.Rule);
        plot.Grid.MajorLineWidth = 0.6f;
        plot.Grid.XAxisStyle.IsVisible = false;
    }

    private static void AddBand(Plot plot, ChartSeries series)
    {
        double[] xs = [.. series.Points.Select(point => point.X)];
        if (xs.Length > 1 && series.Points.Any(point => point.High > point.Low))
        {
            var band = plot.Add.FillY(xs, [.. series.Points.Select(point => point.Low)], [.. series.Points.Select(point => point.High)]);
            band.FillColor = Colour(series.Style.Colour).WithAlpha(0.13);
            band.LineWidth = 0;
            band.MarkerSize = 0;
        }
    }

    private static void AddCurve(Plot plot, ChartSeries series)
    {
        double[] xs = [.. series.Points.Select(point => point.X)];
        double[] ys = [.. series.Points.Select(point => point.Y)];
        if (series.HasLine && series.Style.IsDashed && xs.Length > 1)
        {
            plot.PlottableList.Add(new BrokenCurve(series.Points, series.Style));
        }

        var curve = plot.Add.Scatter(xs, ys, Colour(series.Style.Colour));
        curve.LineWidth = series.HasLine && !series.Style.IsDashed ? series.Style.Width : 0;
        curve.MarkerSize = series.HasMarkers && series.Style.Marker != MarkerShape.None ? 7 : 0;
        curve.MarkerShape = series.Style.Marker;
    }

    /// <summary>ScottPlot draws twice at first, to measure; only the second drawing may reach the figure.</summary>
    private static void Render(Plot plot, SKCanvas canvas, SKRect box)
    {
        var area = new PixelRect(box.Left, box.Right, box.Bottom, box.Top);
        using var unseen = new SKPictureRecorder();
        plot.Render(unseen.BeginRecording(box), area);
        plot.Render(canvas, area);
    }

    private static Color Colour(SKColor colour) => new(colour.Red, colour.Green, colour.Blue);
}
