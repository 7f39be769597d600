using ActiveSeg.Lab.Report.Drawing;
using ActiveSeg.Lab.Report.Numbers;
using SkiaSharp;

namespace ActiveSeg.Lab.Report.Figures;

/// <summary>The critical-difference diagram.</summary>
/// <remarks><para>Source: Demsar, JMLR 2006, figure 1.</para></remarks>
internal static class RankFigure
{
    private const int MostMarks = 32;

    /// <summary>Average ranks on a line; absent without a comparison.</summary>
    public static Picture? Of(ReportModel model)
    {
        if (model.Verdict.Ranks is not { } table)
        {
            return null;
        }

        var layout = RankLayout.Of(table);
        return new Picture(
            "ranks",
            "Critical-difference diagram",
            $"Average rank by AULC over {table.Seeds} seeds of ONE dataset, 1 being best. Nemenyi's critical difference needs datasets, not seeds: "
            + "here it describes, it does not test. Bars join policies within one critical difference.",
            layout.Width,
            layout.Height,
            sketch => Paint(sketch, table, layout));
    }

    private static void Paint(Sketch sketch, RankTable table, RankLayout layout)
    {
        PaintRuler(sketch, table, layout);
        foreach (var bar in layout.Bars)
        {
            sketch.Line(bar.Left, bar.Y, bar.Right, bar.Y, Ink.Text, RankLayout.Thickness);
        }

        foreach (var leader in layout.Leaders)
        {
            sketch.Line(leader.X, leader.Start, leader.X, leader.Y, Ink.Quiet);
            sketch.Line(leader.X, leader.Y, leader.End, leader.Y, Ink.Quiet);
            sketch.Spot(leader.X, RankLayout.Top, 2.6f, Ink.Text);
            var (name, rank) = (table.Policies[leader.Policy], $"{table.Ranks[leader.Policy]:0.00}");
            var (words, x, align) = leader.IsLeft
                ? ($"{name}  {rank}", leader.End - 6, SKTextAlign.Right)
                : ($"{rank}  {name}", leader.End + 6, SKTextAlign.Left);
            sketch.Words(words, x, leader.Y + 4, 12, Ink.Text, align);
        }
    }

    private static void PaintRuler(Sketch sketch, RankTable table, RankLayout layout)
    {
        var (most, left) = (table.Policies.Length, layout.Side);
        sketch.Line(left, RankLayout.Top, left + RankLayout.Axis, RankLayout.Top, Ink.Text, 1.2f);
        for (var rank = 1; rank <= most; rank += (most / MostMarks) + 1)
        {
            var x = layout.Place(rank, most);
            sketch.Line(x, RankLayout.Top - 6, x, RankLayout.Top, Ink.Text);
            sketch.Words($"{rank}", x, RankLayout.Top - 10, 11, Ink.Quiet, SKTextAlign.Center);
        }

        var width = (float)(Math.Min(table.CriticalDifference, most - 1) / (most - 1) * RankLayout.Axis);
        sketch.Line(left, 24, left + width, 24, Ink.Quiet, 1.6f);
        sketch.Line(left, 20, left, 28, Ink.Quiet, 1.6f);
        sketch.Line(left + width, 20, left + width, 28, Ink.Quiet, 1.6f);
        var more = table.CriticalDifference > most - 1 ? ", more than the axis" : "";
        sketch.Words($"critical difference {table.CriticalDifference:0.00}{more} (descriptive: N = {table.Seeds} seeds)", left, 14, 11, Ink.Quiet);
    }
}
