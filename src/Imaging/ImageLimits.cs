namespace ActiveSeg.Imaging;

/// <summary>How much an image may claim before it is refused, whatever its header says.</summary>
public sealed record ImageLimits
{
    /// <summary>The limits used when none are given.</summary>
    public static ImageLimits Default { get; } = new();

    /// <summary>Voxels of one volume. Default: 2^28, a 1 GiB volume of floats.</summary>
    public long MaxVoxels { get; init; } = 1L << 28;

    /// <summary>Bytes as stored of one file, or of all files of a series together. Default: 2^31.</summary>
    public long MaxFileBytes { get; init; } = 1L << 31;

    /// <summary>Files of one DICOM series. Default: 4,096.</summary>
    public int MaxSlices { get; init; } = 4_096;
}
