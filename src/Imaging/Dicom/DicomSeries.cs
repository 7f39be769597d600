using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Imaging.Dicom;

/// <summary>A series assembled into a volume.</summary>
/// <param name="Volume">Intensities after rescaling; columns run along I, rows along J, slices along K in the direction I cross J.</param>
/// <param name="Attributes">What the first slice's header says.</param>
/// <param name="Files">The slices' files, in the volume's order.</param>
public sealed record DicomSeries(Volume Volume, DicomSeriesAttributes Attributes, IReadOnlyList<string> Files);
