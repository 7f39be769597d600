using ActiveSeg.Imaging.Nifti;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Cli.Import;

/// <summary>The one form in which the server keeps volumes: compressed NIfTI-1, little endian, unscaled.</summary>
/// <remarks>Deterministic: equal voxels and geometry give equal bytes, whatever the file they came from.</remarks>
internal static class CanonicalImage
{
    /// <summary>Bytes of an image, in the smallest type that holds every voxel without loss.</summary>
    public static byte[] Encode(Volume volume)
    {
        using var stream = new MemoryStream();
        NiftiWriter.WriteVolume(volume, stream, compress: true, TypeOf(volume.Voxels));
        return stream.ToArray();
    }

    /// <summary>Bytes of a label map.</summary>
    public static byte[] Encode(LabelMap labels)
    {
        using var stream = new MemoryStream();
        NiftiWriter.WriteLabels(labels, stream);
        return stream.ToArray();
    }

    private static NiftiDatatype TypeOf(ReadOnlySpan<float> voxels)
    {
        var (lowest, highest) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var voxel in voxels)
        {
            if (voxel != MathF.Floor(voxel))
            {
                return NiftiDatatype.Real32;
            }

            (lowest, highest) = (Math.Min(lowest, voxel), Math.Max(highest, voxel));
        }

        return (lowest, highest) switch
        {
            ( >= 0, <= byte.MaxValue) => NiftiDatatype.Unsigned8,
            ( >= short.MinValue, <= short.MaxValue) => NiftiDatatype.Signed16,
            _ => NiftiDatatype.Real32,
        };
    }
}
