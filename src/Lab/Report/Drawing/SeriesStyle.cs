using System.Collections.Immutable;
using ScottPlot;
using SkiaSharp;

namespace ActiveSeg.Lab.Report.Drawing;

/// <summary>How a policy is drawn, everywhere in a report.</summary>
/// <param name="Colour">Of lines and spots.</param>
/// <param name="Marker">Of the points.</param>
internal sealed record SeriesStyle(SKColor Colour, MarkerShape Marker)
{
    private static readonly MarkerShape[] Markers =
        [MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledTriangleUp, MarkerShape.FilledDiamond, MarkerShape.FilledTriangleDown];

    /// <summary>The baseline: grey.</summary>
    public static SeriesStyle Baseline => new(Ink.Series[0], MarkerShape.FilledCircle);

    /// <summary>Styles by policy: grey for the baseline, colours in order for the others, shapes where colours come round again.</summary>
    public static ImmutableDictionary<string, SeriesStyle> For(ImmutableArray<string> policies, string baseline)
    {
        var colours = Ink.Series.Length - 1;
        return policies.Where(policy => policy != baseline)
            .Select((policy, place) => (policy, Style: new SeriesStyle(Ink.Series[1 + (place % colours)], Markers[place % Markers.Length])))
            .ToImmutableDictionary(pair => pair.policy, pair => pair.Style)
            .SetItem(baseline, Baseline);
    }
}
