namespace ActiveSeg.Domain.Training;

/// <summary>One structure's accuracy over the locked set.</summary>
/// <param name="Label">The structure.</param>
/// <param name="Dice">Mean over scans. Range: 0 to 1.</param>
/// <param name="Hd95Mm">Mean 95th percentile of the surface distance over scans where it is defined, in mm; absent if nowhere.</param>
/// <param name="AssdMm">Mean average symmetric surface distance over scans where it is defined, in mm; absent if nowhere.</param>
/// <param name="AreaErrorMm2">Mean absolute error of the cross-sectional area per slice, in mm².</param>
[GenerateSerializer, Immutable, Alias("activeseg.structure-score")]
public sealed record StructureScore(
    [property: Id(0)] int Label,
    [property: Id(1)] double Dice,
    [property: Id(2)] double? Hd95Mm,
    [property: Id(3)] double? AssdMm,
    [property: Id(4)] double AreaErrorMm2);
