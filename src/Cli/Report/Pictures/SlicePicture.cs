using System.Collections.Immutable;

namespace ActiveSeg.Cli.Report.Pictures;

/// <summary>One slice with outlines, in the patient's proportions.</summary>
/// <param name="Png">Grey picture, one pixel a voxel.</param>
/// <param name="WidthMm">Units: mm.</param>
/// <param name="HeightMm">Units: mm.</param>
/// <param name="Outlines">What is drawn over it.</param>
/// <param name="Caption">Plane and slice.</param>
/// <param name="Edges">Letters of the patient's sides: left, right, top, bottom.</param>
internal sealed record SlicePicture(
    ImmutableArray<byte> Png,
    double WidthMm,
    double HeightMm,
    ImmutableArray<Outline> Outlines,
    string Caption,
    (string Left, string Right, string Top, string Bottom) Edges);
