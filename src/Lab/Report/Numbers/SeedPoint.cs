namespace ActiveSeg.Lab.Report.Numbers;

/// <summary>One model of one cell.</summary>
/// <param name="Round">From 0.</param>
/// <param name="Labelled">Scans that it was trained on.</param>
/// <param name="Minutes">Expert minutes spent on them.</param>
/// <param name="Value">Of the metric.</param>
internal readonly record struct SeedPoint(int Round, int Labelled, double Minutes, double Value);
