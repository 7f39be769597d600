using ActiveSeg.Contracts.Volumes;
using ActiveSeg.Imaging.Nifti;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Imaging;

/// <summary>The codec of artifacts: NIfTI-1, gzipped when written, plain or gzipped when read.</summary>
/// <param name="limits">Largest image that is read. Default: <see cref="ImageLimits.Default"/>.</param>
/// <remarks>Errors: every refusal is an <see cref="ImageFormatException"/> with its reason. Threading: any number of threads.</remarks>
public sealed class VolumeCodec(ImageLimits? limits = null) : IVolumeCodec
{
    /// <inheritdoc />
    public Volume ReadVolume(Stream stream, string name) => NiftiReader.ReadVolume(stream, name, limits);

    /// <inheritdoc />
    public LabelMap ReadLabels(Stream stream, string name) => NiftiReader.ReadLabels(stream, name, limits);

    /// <inheritdoc />
    public byte[] WriteLabels(LabelMap labels)
    {
        using var stream = new MemoryStream();
        NiftiWriter.WriteLabels(labels, stream);
        return stream.ToArray();
    }

    /// <summary>Writes intensities as gzipped 32-bit floats; the same volume always gives the same bytes.</summary>
    public static byte[] WriteVolume(Volume volume)
    {
        using var stream = new MemoryStream();
        NiftiWriter.WriteVolume(volume, stream);
        return stream.ToArray();
    }
}
