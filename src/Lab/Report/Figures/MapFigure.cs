using System.Collections.Immutable;
using ActiveSeg.Lab.Report.Drawing;
using ActiveSeg.Lab.Report.Numbers;
using ActiveSeg.Lab.Results;
using SkiaSharp;

namespace ActiveSeg.Lab.Report.Figures;

/// <summary>What was picked, on the map of embeddings.</summary>
internal static class MapFigure
{
    private const int Side = 260;
    private const int Columns = 4;
    private const int Head = 26;
    private const int Edge = 10;
    private const int Foot = 44;
    private const int LeastWidth = 580;

    /// <summary>One panel a named policy, of the first seed; absent without a map or picks.</summary>
    public static Picture? Of(ReportModel model)
    {
        var (map, manifest) = (model.Results.Map, model.Results.Manifest);
        var seed = manifest.Seeds.FirstOrDefault(one => model.Results.Picks.Any(pick => pick.Seed == one), int.MinValue);
        var picks = model.Results.Picks.Where(pick => pick.Seed == seed).ToLookup(pick => pick.Policy);
        ImmutableArray<string> policies = [.. model.Choice.Named.Where(picks.Contains)];
        if (map.Length < 2 || policies.IsEmpty)
        {
            return null;
        }

        var grid = PanelGrid.Of(policies.Length, Columns, Side, Side, Foot);
        return new Picture(
            "picks",
            $"What was picked, seed {seed}",
            "Every scan of the pool by the first two principal components of its embedding, which hold only a part of what the strategies see. "
            + "Squares: the start set; spots: later picks, light to dark by round; small grey spots: not picked."
            + (model.Choice.Others.IsEmpty ? "" : " " + model.Choice.Caption),
            Math.Max(grid.Width, LeastWidth),
            grid.Height,
            sketch =>
            {
                foreach (var (policy, box) in policies.Zip(grid.Boxes))
                {
                    PaintPanel(sketch, box, policy, map, picks[policy].ToDictionary(pick => pick.Scan, pick => pick.Round), manifest.Rounds);
                }

                PaintKey(sketch, grid.Height - Foot + 16, manifest.Rounds);
            });
    }

    private static void PaintPanel(
        Sketch sketch, SKRect box, string policy, ImmutableArray<MapPoint> map, Dictionary<string, int> rounds, int last)
    {
        var (low, high) = (map.Min(point => point.X), map.Max(point => point.X));
        var (bottom, top) = (map.Min(point => point.Y), map.Max(point => point.Y));
        var inner = new SKRect(box.Left + Edge, box.Top + Head, box.Right - Edge, box.Bottom - Edge);
        float Across(double x) => (float)(inner.Left + 8 + ((x - low) / Math.Max(high - low, 1e-9) * (inner.Width - 16)));
        float Up(double y) => (float)(inner.Bottom - 8 - ((y - bottom) / Math.Max(top - bottom, 1e-9) * (inner.Height - 16)));
        sketch.Words(Sketch.Cut(policy, inner.Width, 13, true), inner.Left, box.Top + 18, 13, isStrong: true);
        sketch.Frame(inner.Left, inner.Top, inner.Width, inner.Height, Ink.Rule);
        foreach (var point in map.Where(point => !rounds.ContainsKey(point.Scan)))
        {
            sketch.Spot(Across(point.X), Up(point.Y), 1.8f, Ink.Faint);
        }

        var picked = from point in map where rounds.ContainsKey(point.Scan) orderby rounds[point.Scan] select (point, rounds[point.Scan]);
        foreach (var (point, round) in picked)
        {
            PaintPick(sketch, Across(point.X), Up(point.Y), round, last);
        }
    }

    private static void PaintPick(Sketch sketch, float x, float y, int round, int last)
    {
        if (round == 0)
        {
            sketch.Box(x - 3.6f, y - 3.6f, 7.2f, 7.2f, Ink.Quiet);
            return;
        }

        sketch.Spot(x, y, 4.4f, ColourOf(round, last));
        sketch.Ring(x, y, 4.4f, Ink.Quiet, 0.6f);
    }

    private static void PaintKey(Sketch sketch, float y, int last)
    {
        float x = Edge;
        PaintPick(sketch, x + 4, y, 0, last);
        sketch.Words("start set", x + 14, y + 4, 12);
        x += 100;
        sketch.Words("round", x, y + 4, 12);
        x += 48;
        var step = Math.Max(1, (last + 9) / 10);
        for (var round = 1; round <= last; round += step)
        {
            PaintPick(sketch, x, y, round, last);
            sketch.Words($"{round}", x + 8, y + 4, 12);
            x += 40;
        }
    }

    private static SKColor ColourOf(int round, int last) => Ramp.Order(last <= 1 ? 1 : (round - 1.0) / (last - 1));
}
