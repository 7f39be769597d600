using System.Collections.Immutable;

namespace ActiveSeg.Domain.Pools;

/// <summary>Size and place of a scan's voxels, as plain numbers.</summary>
/// <param name="Size">Voxels along I, J and K: three numbers.</param>
/// <param name="SpacingMm">Distance between centres along I, J and K: three numbers, in mm.</param>
/// <param name="OriginMm">Centre of voxel (0, 0, 0): three numbers, in mm, LPS.</param>
/// <param name="Axes">Unit vectors I, J and K one after another: nine numbers, LPS.</param>
[GenerateSerializer, Immutable, Alias("activeseg.scan-geometry")]
public sealed record ScanGeometry(
    [property: Id(0)] ImmutableArray<int> Size,
    [property: Id(1)] ImmutableArray<double> SpacingMm,
    [property: Id(2)] ImmutableArray<double> OriginMm,
    [property: Id(3)] ImmutableArray<double> Axes);
