namespace ActiveSeg.Cli.Report.Model;

/// <summary>Accuracy of one structure.</summary>
/// <param name="Label">The structure.</param>
/// <param name="Dice">0 to 1.</param>
/// <param name="Hd95Mm">95th percentile of the surface distance; absent where a mask is empty.</param>
/// <param name="AssdMm">Average symmetric surface distance; absent where a mask is empty.</param>
/// <param name="AreaErrorMm2">Mean absolute error of the cross-sectional area per slice.</param>
internal sealed record Accuracy(int Label, double Dice, double? Hd95Mm, double? AssdMm, double AreaErrorMm2);
