using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Imaging.Nifti;

/// <summary>Reads single-file NIfTI-1, plain or gzipped, in either byte order.</summary>
/// <remarks>
/// <para>Accepted: three axes, or more when the rest have length 1; every type of <see cref="NiftiDatatype"/>. The bytes must
/// end with the last voxel that the header claims. RAS becomes LPS.</para>
/// <para>Cost: memory grows with the bytes that arrive, never with the bytes that the header claims.</para>
/// <para>Errors: <see cref="ImageFormatException"/> and nothing else, whatever the bytes.</para>
/// </remarks>
public static class NiftiReader
{
    /// <summary>Checks and reads the header only.</summary>
    /// <exception cref="ImageFormatException">The header is refused.</exception>
    public static NiftiHeader ReadHeader(string path, ImageLimits? limits = null)
    {
        using var stream = ImageFile.Open(path);
        using var source = NiftiSource.Open(stream, path, limits ?? ImageLimits.Default);
        return source.Header;
    }

    /// <summary>Reads intensities from a file.</summary>
    /// <exception cref="ImageFormatException">The file is refused.</exception>
    public static Volume ReadVolume(string path, ImageLimits? limits = null)
    {
        using var stream = ImageFile.Open(path);
        return ReadVolume(stream, path, limits);
    }

    /// <summary>Reads intensities from a stream, which stays open.</summary>
    /// <param name="stream">Read to its end.</param>
    /// <param name="name">What error messages call it.</param>
    /// <param name="limits">Default: <see cref="ImageLimits.Default"/>.</param>
    /// <exception cref="ImageFormatException">The bytes are refused.</exception>
    public static Volume ReadVolume(Stream stream, string name, ImageLimits? limits = null)
    {
        using var source = NiftiSource.Open(stream, name, limits ?? ImageLimits.Default);
        var (slope, intercept) = (source.Header.Slope, source.Header.Intercept);
        return new Volume(source.Header.Grid, source.ReadVoxels<float>((stored, real) =>
        {
            for (var v = 0; v < stored.Length; v++)
            {
                var value = (float)((stored[v] * slope) + intercept);
                if (!float.IsFinite(value))
                {
                    throw new ImageFormatException(ImageFault.NonFiniteVoxels, name, "a voxel is NaN or infinite");
                }

                real[v] = value;
            }
        }));
    }

    /// <summary>Reads a label map from a file.</summary>
    /// <exception cref="ImageFormatException">The file is refused, is scaled, or holds something else than whole numbers from 0 to 255.</exception>
    public static LabelMap ReadLabels(string path, ImageLimits? limits = null)
    {
        using var stream = ImageFile.Open(path);
        return ReadLabels(stream, path, limits);
    }

    /// <summary>Reads a label map from a stream, which stays open.</summary>
    /// <param name="stream">Read to its end.</param>
    /// <param name="name">What error messages call it.</param>
    /// <param name="limits">Default: <see cref="ImageLimits.Default"/>.</param>
    /// <exception cref="ImageFormatException">The bytes are refused, are scaled, or hold something else than whole numbers from 0 to 255.</exception>
    public static LabelMap ReadLabels(Stream stream, string name, ImageLimits? limits = null)
    {
        using var source = NiftiSource.Open(stream, name, limits ?? ImageLimits.Default);
        if (!source.Header.IsUnscaled)
        {
            throw new ImageFormatException(
                ImageFault.BadScaling, name,
                $"a label map must not be scaled, but is by {source.Header.Slope} and {source.Header.Intercept}");
        }

        return new LabelMap(source.Header.Grid, source.ReadVoxels<byte>((stored, labels) =>
        {
            for (var v = 0; v < stored.Length; v++)
            {
                if (!(stored[v] is >= 0 and <= 255) || stored[v] != Math.Floor(stored[v]))
                {
                    throw new ImageFormatException(
                        ImageFault.NotALabelMap, name, $"{stored[v]} is not a label: whole numbers from 0 to 255 are");
                }

                labels[v] = (byte)stored[v];
            }
        }));
    }
}
