using System.Collections.Immutable;
using ActiveSeg.Lab.Report.Drawing;
using ActiveSeg.Lab.Report.Numbers;
using SkiaSharp;

namespace ActiveSeg.Lab.Report.Figures;

/// <summary>Learning curves.</summary>
internal static class CurveFigures
{
    private const int Width = 900;
    private const int Height = 420;
    private const int Indent = 62;
    private const int MostBands = 6;
    private const int MostStructureBands = 3;

    /// <summary>Mean Dice against labelled scans.</summary>
    public static Picture AgainstLabels(ReportModel model) =>
        Overview(model, "curve-labels", "Mean Dice against labelled scans", "labelled scans", MeanCurve.ByLabels(model.Curves), true);

    /// <summary>Mean Dice against expert minutes; absent where no cell has two rounds.</summary>
    public static Picture? AgainstMinutes(ReportModel model)
    {
        var curves = MeanCurve.ByMinutes(model.Curves.Where(curve => curve.Points.Length > 1))
            .Where(curve => !curve.Points.IsEmpty).ToImmutableArray();
        return curves.IsEmpty
            ? null
            : Overview(model, "curve-minutes", "Mean Dice against expert minutes", "expert minutes, as estimated", curves, false);
    }

    /// <summary>Every policy beside the baseline; absent below two policies.</summary>
    public static Picture? AgainstBaseline(ReportModel model)
    {
        var curves = MeanCurve.ByLabels(model.Curves);
        var reference = curves.FirstOrDefault(curve => curve.Policy == model.Baseline);
        var others = curves.Where(curve => curve.Policy != model.Baseline).ToImmutableArray();
        if (reference is null || others.IsEmpty)
        {
            return null;
        }

        var (x, y) = ChartPanel.AxesOf(curves.Select(curve => SeriesOf(model, curve, true)), 6, 6);
        var panels = others.Select(curve => new ChartPanel(
            curve.Policy, "labelled scans", "Dice", [SeriesOf(model, reference, true), SeriesOf(model, curve, true)], x, y)).ToImmutableArray();
        return Panels("curve-policies", $"Each policy beside {model.Baseline}", panels,
            [(model.NameOf(model.Baseline), model.Styles[model.Baseline])],
            $"{model.SeedsNote} Grey: {model.Baseline}. "
            + "Bands are 95 % intervals of the mean over seeds (Student's t); they say nothing about paired differences.");
    }

    /// <summary>Every structure by itself; absent below two structures.</summary>
    public static Picture? ByStructure(ReportModel model)
    {
        var structures = model.Results.Manifest.Structures;
        var curves = structures.Select(structure => MeanCurve.ByLabels(SeedCurve.Of(model.Results, structure))).ToList();
        if (structures.Length < 2 || curves.All(one => one.IsEmpty))
        {
            return null;
        }

        var hasBands = model.Cells.Started.Length <= MostStructureBands;
        var panels = structures.Zip(curves, (structure, own) =>
        {
            ImmutableArray<ChartSeries> series = Together(model, own, hasBands);
            var (x, y) = ChartPanel.AxesOf(series, 6, 6);
            return new ChartPanel(structure, "labelled scans", "Dice", series, x, y);
        });
        return Panels("curve-structures", "Dice by structure", [.. panels], KeyOf(model, curves.SelectMany(own => own)),
            Sentences(model.SeedsNote, model.Choice.Caption, "Vertical axes differ.", hasBands ? "Bands are 95 % intervals of the mean over seeds." : ""));
    }

    private static Picture Overview(
        ReportModel model, string name, string title, string across, ImmutableArray<MeanCurve> curves, bool hasMarkers)
    {
        var hasBands = curves.Length <= MostBands;
        ImmutableArray<ChartSeries> series = [.. Together(model, curves, hasBands).Select(one => one with { HasMarkers = hasMarkers })];
        var (x, y) = ChartPanel.AxesOf(series, 8, 6);
        ImmutableArray<(string Name, SeriesStyle Style)> names =
        [
            .. KeyOf(model, curves).Select(entry => hasMarkers ? entry : (entry.Name, entry.Style with { Marker = ScottPlot.MarkerShape.None })),
        ];
        var foot = Key.HeightOf(names.Select(entry => entry.Name), Width - Indent);
        var bands = hasBands
            ? "Bands are 95 % intervals of the mean over seeds (Student's t); a band much wider than the curves are apart is cut."
            : "Too many policies for bands here; see the curves beside the baseline.";
        return new Picture(name, title, Sentences(model.SeedsNote, model.Choice.Caption, bands), Width, Height + foot, sketch =>
        {
            ChartPainter.Paint(sketch, SKRect.Create(0, 0, Width, Height), new ChartPanel("", across, "mean Dice on the test scans", series, x, y));
            Key.Paint(sketch, Indent, Height + 2, Width - Indent, names);
        });
    }

    private static Picture Panels(
        string name, string title, ImmutableArray<ChartPanel> panels, ImmutableArray<(string Name, SeriesStyle Style)> names, string caption)
    {
        var grid = PanelGrid.OfCharts(panels.Length);
        var width = Math.Max(grid.Width, 600);
        var foot = Key.HeightOf(names.Select(entry => entry.Name), width - Indent);
        return new Picture(name, title, caption, width, grid.Height + foot, sketch =>
        {
            foreach (var (panel, box) in panels.Zip(grid.Boxes))
            {
                ChartPainter.Paint(sketch, box, panel);
            }

            Key.Paint(sketch, Indent, grid.Height + 2, width - Indent, names);
        });
    }

    /// <summary>All curves of one panel: the baseline on top of the other named ones, those on top of the rest.</summary>
    private static ImmutableArray<ChartSeries> Together(ReportModel model, ImmutableArray<MeanCurve> curves, bool hasBands) =>
    [
        .. curves.Where(curve => !model.Choice.Named.Contains(curve.Policy))
            .Select(curve => SeriesOf(model, curve, false) with { Style = SeriesStyle.Faint }),
        .. curves.Where(curve => model.Choice.Named.Contains(curve.Policy)).OrderByDescending(curve => model.Choice.Named.IndexOf(curve.Policy))
            .Select(curve => SeriesOf(model, curve, hasBands)),
    ];

    /// <summary>The named policies that have a curve, then how many others have one.</summary>
    private static ImmutableArray<(string Name, SeriesStyle Style)> KeyOf(ReportModel model, IEnumerable<MeanCurve> curves)
    {
        var drawn = curves.Select(curve => curve.Policy).ToHashSet();
        var others = model.Choice.Others.Count(drawn.Contains);
        ImmutableArray<(string Name, SeriesStyle Style)> rest =
            others == 0 ? [] : [($"{others} {(others == 1 ? "other" : "others")}", SeriesStyle.Faint)];
        return [.. model.Choice.Named.Where(drawn.Contains).Select(policy => (model.NameOf(policy), model.Styles[policy])), .. rest];
    }

    private static string Sentences(params IEnumerable<string> sentences) => string.Join(' ', sentences.Where(sentence => sentence.Length > 0));

    private static ChartSeries SeriesOf(ReportModel model, MeanCurve curve, bool hasBand) => new(
        model.Styles[curve.Policy],
        hasBand ? curve.Points : [.. curve.Points.Select(point => point with { Low = point.Y, High = point.Y })]);
}
