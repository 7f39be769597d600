using System.Globalization;
using ActiveSeg.Lab.Report.Drawing;
using ActiveSeg.Lab.Report.Numbers;
using ActiveSeg.Planning.Statistics.Ranking;
using SkiaSharp;

namespace ActiveSeg.Lab.Report.Figures;

/// <summary>The pairwise penalty matrix.</summary>
internal static class PenaltyFigure
{
    private const int LargeCell = 44;
    private const int SmallCell = 32;
    private const int MostLargeCells = 16;
    private const int Gap = 10;
    private const float Diagonal = 0.71f;
    private const string Wins = "mean of wins";
    private const string Corner = "row beats column";
    private const string Losses = "mean of losses";

    /// <summary>Rows beat columns; absent without a comparison.</summary>
    public static Picture? Of(ReportModel model)
    {
        if (model.Verdict.Comparison is not { } comparison)
        {
            return null;
        }

        var matrix = comparison.Penalties;
        var names = matrix.Policies;
        var cell = names.Length > MostLargeCells ? SmallCell : LargeCell;
        var rises = names.Add(Wins).Select(name => (int)Math.Ceiling(Sketch.WidthOf(name) * Diagonal)).ToList();
        var left = (int)names.Add(Losses).Add(Corner).Max(name => Sketch.WidthOf(name)) + 20;
        var top = rises.Max() + 26;
        var side = names.Length * cell;
        var end = side + Gap + cell;
        var right = Math.Max(end, rises.Select((rise, i) => (i == names.Length ? side + Gap : i * cell) + (cell / 2) + 4 + rise).Max());
        return new Picture(
            "penalties",
            "Pairwise penalty matrix",
            $"Share of the {matrix.Budgets} budgets after the start at which the row beats the column "
            + $"(paired t test over {comparison.Seeds.Length} seeds, p < .05, "
            + "not adjusted for the number of tests: a picture, not a claim). Last column: mean of wins; last row: mean of losses.",
            left + right + 16,
            top + end + 8,
            sketch => Paint(sketch, matrix, left, top, cell));
    }

    private static void Paint(Sketch sketch, PenaltyMatrix matrix, int left, int top, int cell)
    {
        var names = matrix.Policies;
        var side = names.Length * cell;
        sketch.Words(Corner, left - 10, top - 10, 11, Ink.Quiet, SKTextAlign.Right);
        for (var row = 0; row < names.Length; row++)
        {
            var y = top + (row * cell);
            sketch.Words(names[row], left - 10, y + (cell / 2) + 4, 12, Ink.Text, SKTextAlign.Right);
            sketch.Turned(names[row], left + (row * cell) + (cell / 2) + 4, top - 8, -45);
            for (var column = 0; column < names.Length; column++)
            {
                if (row == column)
                {
                    sketch.Box(left + (column * cell) + 1, y + 1, cell - 2, cell - 2, Ink.Rule);
                }
                else
                {
                    PaintCell(sketch, left + (column * cell), y, cell, matrix.Cells[row][column]);
                }
            }

            PaintCell(sketch, left + side + Gap, y, cell, matrix.Wins(row));
            PaintCell(sketch, left + (row * cell), top + side + Gap, cell, matrix.Losses(row));
        }

        sketch.Turned(Wins, left + side + Gap + (cell / 2) + 4, top - 8, -45, 12, Ink.Quiet);
        sketch.Words(Losses, left - 10, top + side + Gap + (cell / 2) + 4, 12, Ink.Quiet, SKTextAlign.Right);
    }

    private static void PaintCell(Sketch sketch, float x, float y, int cell, double share)
    {
        var colour = Ramp.Share(share);
        sketch.Box(x + 1, y + 1, cell - 2, cell - 2, colour);
        var words = share == 0 ? "0" : share.ToString(cell == LargeCell || share >= 1 ? "0.00" : ".00", CultureInfo.InvariantCulture);
        sketch.Words(words, x + (cell / 2f), y + (cell / 2f) + 4, cell == LargeCell ? 11 : 10, Ramp.WordsOn(colour), SKTextAlign.Center);
    }
}
