using ActiveSeg.Imaging.Dicom;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Imaging.Tests.Dicom;

/// <summary>A small volume at an angle, and how its series is described.</summary>
internal static class WrittenSeries
{
    public static DicomSeriesDescription Description { get; } = new()
    {
        Seed = "test-7",
        PatientId = "PHANTOM-7",
        Sex = "F",
        AgeYears = 45,
        Manufacturer = "Maker Ä",
        Model = "Model 3",
        FieldStrengthTesla = 1.5,
        ProtocolName = "t2_tse_sag",
        Description = "sagittal T2",
        BodyPart = "LSPINE",
    };

    public static Volume Oblique(bool whole, int lowest = 0)
    {
        var (cos, sin) = (Math.Cos(0.1), Math.Sin(0.1));
        var grid = new Grid(
            new GridSize(6, 5, 4), new VectorMm(0.6, 0.7, 4.4), new VectorMm(-31.25, -110.5, 87.125),
            new VectorMm(sin, cos, 0), new VectorMm(0, 0, -1), new VectorMm(-cos, sin, 0));
        return new Volume(grid, [.. Enumerable.Range(0, 120).Select(v => whole ? lowest + (v * 50) : (float)Math.Sin(v) * 1000)]);
    }
}
