using System.Collections.Immutable;
using ScottPlot;
using SkiaSharp;

namespace ActiveSeg.Lab.Report.Drawing;

/// <summary>How a policy is drawn, everywhere in a report.</summary>
/// <param name="Colour">Of lines and spots.</param>
/// <param name="Marker">Of the points.</param>
/// <param name="IsDashed">Whether lines are broken.</param>
/// <param name="Width">Of lines, in pixels.</param>
internal sealed record SeriesStyle(SKColor Colour, MarkerShape Marker, bool IsDashed = false, float Width = 1.8f)
{
    private const int Solid = 4;

    private static readonly MarkerShape[] Markers =
        [MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledTriangleUp, MarkerShape.FilledDiamond, MarkerShape.FilledTriangleDown];

    /// <summary>The baseline: grey.</summary>
    public static SeriesStyle Baseline => new(Ink.Series[0], MarkerShape.FilledCircle);

    /// <summary>A policy without a colour of its own, where it stands by its name.</summary>
    public static SeriesStyle Unnamed => new(Ink.Plain, MarkerShape.FilledCircle);

    /// <summary>A policy without a name, behind the named ones.</summary>
    public static SeriesStyle Faint => new(Ink.Faint, MarkerShape.None, Width: 1);

    /// <summary>Styles by policy: grey for the baseline, a colour each for the other named ones, broken lines from the fifth of these on, and
    /// <see cref="Unnamed"/> for the rest.</summary>
    /// <param name="policies">All.</param>
    /// <param name="named">In the order of the colours; others than the baseline at most as many as there are colours.</param>
    /// <param name="baseline">Named or not.</param>
    public static ImmutableDictionary<string, SeriesStyle> For(
        ImmutableArray<string> policies, ImmutableArray<string> named, string baseline) =>
        policies.ToImmutableDictionary(policy => policy, _ => Unnamed)
            .SetItems(named.Where(policy => policy != baseline).Select((policy, place) => KeyValuePair.Create(
                policy, new SeriesStyle(Ink.Series[1 + place], Markers[(1 + place) % Markers.Length], place >= Solid))))
            .SetItem(baseline, Baseline);
}
