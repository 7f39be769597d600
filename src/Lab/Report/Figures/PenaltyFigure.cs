using ActiveSeg.Lab.Report.Drawing;
using ActiveSeg.Lab.Report.Numbers;
using ActiveSeg.Planning.Statistics.Ranking;
using SkiaSharp;

namespace ActiveSeg.Lab.Report.Figures;

/// <summary>The pairwise penalty matrix.</summary>
internal static class PenaltyFigure
{
    private const int Cell = 44;
    private const int Gap = 10;

    /// <summary>Rows beat columns; absent without a comparison.</summary>
    public static Picture? Of(ReportModel model)
    {
        if (model.Verdict.Comparison is not { } comparison)
        {
            return null;
        }

        var matrix = comparison.Penalties;
        var names = matrix.Policies;
        var label = names.Max(name => Sketch.WidthOf(name));
        var left = (int)Math.Max(label, Sketch.WidthOf("mean of losses")) + 20;
        var top = (int)(label * 0.71f) + 34;
        var side = names.Length * Cell;
        return new Picture(
            "penalties",
            "Pairwise penalty matrix",
            $"Share of the {matrix.Budgets} budgets after the start at which the row beats the column "
            + $"(paired t test over {comparison.Seeds.Length} seeds, p < .05, "
            + "not adjusted for the number of tests: a picture, not a claim). Last column: mean of wins; last row: mean of losses.",
            left + side + Gap + Cell + (int)(label * 0.71f) + 20,
            top + side + Gap + Cell + 8,
            sketch => Paint(sketch, matrix, left, top));
    }

    private static void Paint(Sketch sketch, PenaltyMatrix matrix, int left, int top)
    {
        var names = matrix.Policies;
        var side = names.Length * Cell;
        sketch.Words("row beats column", left - 10, top - 10, 11, Ink.Quiet, SKTextAlign.Right);
        for (var row = 0; row < names.Length; row++)
        {
            var y = top + (row * Cell);
            sketch.Words(names[row], left - 10, y + (Cell / 2) + 4, 12, Ink.Text, SKTextAlign.Right);
            sketch.Turned(names[row], left + (row * Cell) + (Cell / 2) + 4, top - 8, -45);
            for (var column = 0; column < names.Length; column++)
            {
                if (row == column)
                {
                    sketch.Box(left + (column * Cell) + 1, y + 1, Cell - 2, Cell - 2, Ink.Rule);
                }
                else
                {
                    PaintCell(sketch, left + (column * Cell), y, matrix.Cells[row][column]);
                }
            }

            PaintCell(sketch, left + side + Gap, y, matrix.Wins(row));
            PaintCell(sketch, left + (row * Cell), top + side + Gap, matrix.Losses(row));
        }

        sketch.Turned("mean of wins", left + side + Gap + (Cell / 2) + 4, top - 8, -45, 12, Ink.Quiet);
        sketch.Words("mean of losses", left - 10, top + side + Gap + (Cell / 2) + 4, 12, Ink.Quiet, SKTextAlign.Right);
    }

    private static void PaintCell(Sketch sketch, float x, float y, double share)
    {
        var colour = Ramp.Share(share);
        sketch.Box(x + 1, y + 1, Cell - 2, Cell - 2, colour);
        sketch.Words($"{share:0.00}", x + (Cell / 2f), y + (Cell / 2f) + 4, 11, Ramp.WordsOn(colour), SKTextAlign.Center);
    }
}
