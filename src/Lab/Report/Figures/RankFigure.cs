using System.Collections.Immutable;
using ActiveSeg.Lab.Report.Drawing;
using ActiveSeg.Lab.Report.Numbers;
using SkiaSharp;

namespace ActiveSeg.Lab.Report.Figures;

/// <summary>The critical-difference diagram.</summary>
/// <remarks><para>Source: Demsar, JMLR 2006, figure 1.</para></remarks>
internal static class RankFigure
{
    private const int Axis = 560;
    private const int Top = 64;
    private const int RowHeight = 22;
    private const int BarGap = 9;

    /// <summary>Average ranks on a line; absent without a comparison.</summary>
    public static Picture? Of(ReportModel model)
    {
        if (model.Verdict.Ranks is not { } table)
        {
            return null;
        }

        var order = Enumerable.Range(0, table.Policies.Length).OrderBy(i => table.Ranks[i]).ToImmutableArray();
        var side = (int)table.Policies.Max(name => Sketch.WidthOf($"{name}  0.00")) + 40;
        var rows = (order.Length + 1) / 2;
        var body = Top + 14 + (table.Groups.Length * BarGap) + 6;
        return new Picture(
            "ranks",
            "Critical-difference diagram",
            $"Average rank by AULC over {table.Seeds} seeds of ONE dataset, 1 being best. Nemenyi's critical difference needs datasets, not seeds: "
            + "here it describes, it does not test. Bars join policies within one critical difference.",
            Axis + (2 * side),
            body + (rows * RowHeight) + 12,
            sketch => Paint(sketch, table, order, side, body));
    }

    private static void Paint(Sketch sketch, RankTable table, ImmutableArray<int> order, int side, int body)
    {
        var most = table.Policies.Length;
        float Place(double rank) => (float)(side + ((rank - 1) / (most - 1) * Axis));
        sketch.Line(Place(1), Top, Place(most), Top, Ink.Text, 1.2f);
        for (var rank = 1; rank <= most; rank++)
        {
            sketch.Line(Place(rank), Top - 6, Place(rank), Top, Ink.Text);
            sketch.Words($"{rank}", Place(rank), Top - 10, 11, Ink.Quiet, SKTextAlign.Center);
        }

        var width = (float)(Math.Min(table.CriticalDifference, most - 1) / (most - 1) * Axis);
        sketch.Line(side, 24, side + width, 24, Ink.Quiet, 1.6f);
        sketch.Line(side, 20, side, 28, Ink.Quiet, 1.6f);
        sketch.Line(side + width, 20, side + width, 28, Ink.Quiet, 1.6f);
        var more = table.CriticalDifference > most - 1 ? ", more than the axis" : "";
        sketch.Words($"critical difference {table.CriticalDifference:0.00}{more} (descriptive: N = {table.Seeds} seeds)", side, 14, 11, Ink.Quiet);

        foreach (var (group, level) in table.Groups.Select((group, level) => (group, level)))
        {
            var y = Top + 14 + (level * BarGap);
            sketch.Line(Place(table.Ranks[group[0]]) - 4, y, Place(table.Ranks[group[^1]]) + 4, y, Ink.Text, 4);
        }

        var half = (order.Length + 1) / 2;
        for (var i = 0; i < order.Length; i++)
        {
            var (x, isLeft) = (Place(table.Ranks[order[i]]), i < half);
            var y = body + ((isLeft ? i : order.Length - 1 - i) * RowHeight) + 8f;
            var end = isLeft ? side - 10 : side + Axis + 10;
            sketch.Line(x, Top, x, y, Ink.Quiet);
            sketch.Line(x, y, end, y, Ink.Quiet);
            var (name, rank) = (table.Policies[order[i]], $"{table.Ranks[order[i]]:0.00}");
            var words = isLeft ? $"{name}  {rank}" : $"{rank}  {name}";
            sketch.Words(words, isLeft ? end - 6 : end + 6, y + 4, 12, Ink.Text, isLeft ? SKTextAlign.Right : SKTextAlign.Left);
        }
    }
}
