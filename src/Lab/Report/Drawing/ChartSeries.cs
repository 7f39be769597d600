using System.Collections.Immutable;

namespace ActiveSeg.Lab.Report.Drawing;

/// <summary>One curve.</summary>
/// <param name="Style">Colour and marker.</param>
/// <param name="Points">By rising X.</param>
/// <param name="HasMarkers">Whether points are marked.</param>
/// <param name="HasLine">Whether points are joined.</param>
internal sealed record ChartSeries(SeriesStyle Style, ImmutableArray<ChartPoint> Points, bool HasMarkers = true, bool HasLine = true);
