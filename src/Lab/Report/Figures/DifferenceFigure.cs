using ActiveSeg.Lab.Report.Drawing;
using ActiveSeg.Lab.Report.Html;
using ActiveSeg.Lab.Report.Numbers;
using SkiaSharp;

namespace ActiveSeg.Lab.Report.Figures;

/// <summary>Paired differences to the baseline.</summary>
internal static class DifferenceFigure
{
    private const int Right = 120;
    private const int RowHeight = 26;
    private const int Top = 14;
    private const int Foot = 46;
    private const int Plot = 560;

    /// <summary>One line a policy; absent without a comparison.</summary>
    public static Picture? Of(ReportModel model)
    {
        if (model.Verdict.Comparison is not { } comparison)
        {
            return null;
        }

        var rows = comparison.Rows.Where(row => row.AgainstBaseline is not null).ToList();
        var left = (int)rows.Max(row => Sketch.WidthOf(row.Policy)) + 24;
        var axis = Ticks.Around(
            Math.Min(0, rows.Min(row => row.AgainstBaseline!.Difference.Lower)),
            Math.Max(0, rows.Max(row => row.AgainstBaseline!.Difference.Upper)), 6);
        float Place(double value) => (float)(left + ((value - axis.Low) / (axis.High - axis.Low) * Plot));
        var bottom = Top + (rows.Count * RowHeight);
        return new Picture(
            "differences",
            $"Paired difference of AULC to {model.Baseline}",
            $"Mean over {comparison.Seeds.Length} seeds with its 95 % {Words.Intervals(comparison)} interval, not adjusted for their number; "
            + "filled: Holm-adjusted p < .05."
            + (model.Choice.Others.IsEmpty ? "" : " Colours as in the learning curves, one for all policies that have no colour there."),
            left + Plot + Right,
            bottom + Foot,
            sketch =>
            {
                foreach (var mark in axis.Marks)
                {
                    sketch.Line(Place(mark), Top, Place(mark), bottom, Ink.Rule, 0.6f);
                    sketch.Words(axis.LabelOf(mark), Place(mark), bottom + 16, 11, Ink.Quiet, SKTextAlign.Center);
                }

                sketch.Line(Place(0), Top, Place(0), bottom, Ink.Text);
                sketch.Words("worse   ←   difference of AULC (Dice)   →   better",
                    left + (Plot / 2), bottom + 36, 12, Ink.Text, SKTextAlign.Center);
                foreach (var (row, i) in rows.Select((row, i) => (row, i)))
                {
                    var (y, against, colour) = (Top + (i * RowHeight) + (RowHeight / 2f), row.AgainstBaseline!, model.Styles[row.Policy].Colour);
                    sketch.Words(row.Policy, left - 12, y + 4, 12, Ink.Text, SKTextAlign.Right);
                    sketch.Line(Place(against.Difference.Lower), y, Place(against.Difference.Upper), y, colour, 2);
                    if (against.HolmPValue < 0.05)
                    {
                        sketch.Spot(Place(against.Difference.Estimate), y, 5, colour);
                    }
                    else
                    {
                        sketch.Spot(Place(against.Difference.Estimate), y, 5, Ink.Paper);
                        sketch.Ring(Place(against.Difference.Estimate), y, 5, colour, 1.6f);
                    }

                    sketch.Words($"Holm p {Words.PIs(against.HolmPValue)}", left + Plot + 14, y + 4, 11, Ink.Quiet);
                }
            });
    }
}
