namespace ActiveSeg.Volumes.Overlap;

/// <summary>How well one structure's prediction meets its reference.</summary>
/// <param name="Structure">Number of the structure in both label maps.</param>
/// <param name="PredictedVoxels">Voxels of the structure in the prediction.</param>
/// <param name="ReferenceVoxels">Voxels of the structure in the reference.</param>
/// <param name="Dice">Range: 0 to 1; 1 when both are empty, 0 when one is.</param>
/// <param name="Hd95Mm">The larger of the two directed 95th percentiles of the surface distance; null (not defined) when either is empty. Units: mm.</param>
/// <param name="AssdMm">Mean over the surface voxels of both of the distance to the other's surface; null when either is empty. Units: mm.</param>
/// <param name="AreaErrorMm2">Mean over the slices that show the structure in either map of |predicted area - reference area|; 0 when both are empty. Units: mm².</param>
/// <param name="VolumeErrorMm3">Predicted minus reference volume, signed. Units: mm³.</param>
public sealed record StructureOverlap(
    byte Structure,
    int PredictedVoxels,
    int ReferenceVoxels,
    double Dice,
    double? Hd95Mm,
    double? AssdMm,
    double AreaErrorMm2,
    double VolumeErrorMm3);
