using ActiveSeg.Lab.Report.Drawing;
using ActiveSeg.Lab.Report.Numbers;
using SkiaSharp;

namespace ActiveSeg.Lab.Report.Figures;

/// <summary>Accuracy by policy and stratum.</summary>
internal static class StratumFigure
{
    private const int WideCell = 62;
    private const int NarrowCell = 46;
    private const int MostWideCells = 12;
    private const int CellHeight = 34;
    private const int HeadHeight = 26;
    private const double LeastScale = 0.005;

    /// <summary>A heat map of differences to the baseline; absent without strata.</summary>
    public static Picture? Of(ReportModel model)
    {
        var (rows, policies) = (model.Strata.Rows, model.Cells.Started);
        if (rows.IsEmpty || !policies.Contains(model.Baseline))
        {
            return null;
        }

        var cell = policies.Length > MostWideCells ? NarrowCell : WideCell;
        var label = policies.Max(policy => Sketch.WidthOf(policy));
        var left = (int)rows.Max(row => Math.Max(Sketch.WidthOf(NameOf(row)), Sketch.WidthOf(row.Stratum, 12, true))) + 26;
        var top = (int)(label * 0.71f) + 26;
        var strata = rows.Select(row => row.Stratum).Distinct().Count();
        var height = top + (rows.Length * CellHeight) + (strata * HeadHeight);
        var width = left + (policies.Length * cell) + (int)(label * 0.71f) + 16;
        return new Picture(
            "strata",
            $"Dice by stratum after round {model.Cells.CommonRound}",
            $"Mean over {model.Cells.CommonSeeds.Length} common seeds; below it, and as colour, the difference to {model.Baseline} "
            + "in Dice points (hundredths). "
            + "n: test scans. No test is made here; strata with few scans differ by chance.",
            Math.Max(width, left + 320),
            height + 54,
            sketch => Paint(sketch, model, left, top, cell));
    }

    private static string NameOf(StratumRow row) => row.TestScans is { } scans ? $"{row.Value} (n = {scans})" : row.Value;

    private static void Paint(Sketch sketch, ReportModel model, int left, int top, int cell)
    {
        var (rows, policies) = (model.Strata.Rows, model.Cells.Started);
        var scale = Math.Max(LeastScale, rows.SelectMany(row => policies.Select(policy => Math.Abs(Difference(model, row, policy) ?? 0))).Max());
        foreach (var (policy, i) in policies.Select((policy, i) => (policy, i)))
        {
            sketch.Turned(policy, left + (i * cell) + (cell / 2), top - 8, -45);
        }

        float y = top;
        var stratum = "";
        foreach (var row in rows)
        {
            if (row.Stratum != stratum)
            {
                sketch.Words(row.Stratum, 8, y + 18, 12, Ink.Text, isStrong: true);
                (stratum, y) = (row.Stratum, y + HeadHeight);
            }

            sketch.Words(NameOf(row), left - 10, y + (CellHeight / 2) + 4, 12, Ink.Text, SKTextAlign.Right);
            foreach (var (policy, i) in policies.Select((policy, i) => (policy, i)))
            {
                PaintCell(sketch, left + (i * cell), y, cell, row.ByPolicy.GetValueOrDefault(policy)?.Mean, Difference(model, row, policy), scale);
            }

            y += CellHeight;
        }

        PaintScale(sketch, left, y + 16, scale);
    }

    private static double? Difference(ReportModel model, StratumRow row, string policy) =>
        policy != model.Baseline && row.ByPolicy.TryGetValue(policy, out var own) && row.ByPolicy.TryGetValue(model.Baseline, out var reference)
            ? own.Mean - reference.Mean
            : null;

    private static void PaintCell(Sketch sketch, float x, float y, int width, double? dice, double? difference, double scale)
    {
        var colour = dice is null ? Ink.EmptyCell : Ramp.Difference((difference ?? 0) / scale);
        sketch.Box(x + 1, y + 1, width - 2, CellHeight - 2, colour);
        var (middle, words) = (x + (width / 2f), Ramp.WordsOn(colour));
        if (dice is { } mean)
        {
            sketch.Words($"{mean:0.000}", middle, y + (difference is null ? 21 : 15), 12, words, SKTextAlign.Center);
        }

        if (difference is { } less)
        {
            sketch.Words(Points(less), middle, y + 28, 10, words, SKTextAlign.Center);
        }
    }

    private static void PaintScale(Sketch sketch, float left, float y, double scale)
    {
        const int steps = 41;
        const float step = 200f / steps;
        for (var i = 0; i < steps; i++)
        {
            sketch.Box(left + (i * step), y, step + 0.6f, 10, Ramp.Difference(((2.0 * i) / (steps - 1)) - 1));
        }

        sketch.Words($"{Points(-scale)} worse", left, y + 24, 11, Ink.Quiet);
        sketch.Words($"better {Points(scale)}", left + 200, y + 24, 11, Ink.Quiet, SKTextAlign.Right);
    }

    private static string Points(double difference) =>
        Math.Round(100 * difference, 1) is var points && points == 0 ? "0.0" : points.ToString("+0.0;−0.0");
}
