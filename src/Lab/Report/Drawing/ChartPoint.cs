namespace ActiveSeg.Lab.Report.Drawing;

/// <summary>One point of a curve.</summary>
/// <param name="X">Across.</param>
/// <param name="Y">Up.</param>
/// <param name="Low">Lower end of the band; the value itself for none.</param>
/// <param name="High">Upper end of the band.</param>
internal readonly record struct ChartPoint(double X, double Y, double Low, double High);
