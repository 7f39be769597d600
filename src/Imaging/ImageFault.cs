namespace ActiveSeg.Imaging;

/// <summary>Why a file or folder of images was refused.</summary>
public enum ImageFault
{
    /// <summary>The file is missing or the operating system refused to read it.</summary>
    Unreadable,

    /// <summary>The bytes are not NIfTI.</summary>
    NotANifti,

    /// <summary>The NIfTI header does not claim 348 bytes; NIfTI-2 (540) is among these.</summary>
    WrongHeaderSize,

    /// <summary>A NIfTI header whose voxels lie in another file.</summary>
    DetachedVoxels,

    /// <summary>The number of axes or a length along one is out of range, or does not match the bytes.</summary>
    BadDimensions,

    /// <summary>Larger than the limits allow.</summary>
    TooLarge,

    /// <summary>The bytes end before the voxels do.</summary>
    Truncated,

    /// <summary>Bytes remain after the last voxel that the header claims.</summary>
    TrailingBytes,

    /// <summary>The compressed stream is damaged.</summary>
    CorruptCompression,

    /// <summary>The voxels lie at an impossible place in the file.</summary>
    BadOffset,

    /// <summary>A voxel type that is not read.</summary>
    UnsupportedDatatype,

    /// <summary>A voxel is NaN or infinite.</summary>
    NonFiniteVoxels,

    /// <summary>The scaling of the voxels is NaN or infinite, or a label file is scaled.</summary>
    BadScaling,

    /// <summary>qform and sform place the volume differently.</summary>
    QformSformDisagree,

    /// <summary>A spacing is not positive and finite, or disagrees with the affine.</summary>
    BadSpacing,

    /// <summary>Lengths in another unit than millimetres.</summary>
    UnsupportedUnits,

    /// <summary>The axes are not at right angles to each other, or not finite.</summary>
    NotOrthonormal,

    /// <summary>A label is not a whole number from 0 to 255.</summary>
    NotALabelMap,

    /// <summary>A mask lies on another grid than its image.</summary>
    GeometryMismatch,

    /// <summary>A mask holds a number that the data set does not name.</summary>
    UnknownLabel,

    /// <summary>The bytes are not a DICOM Part-10 file.</summary>
    NotDicom,

    /// <summary>A DICOM element contradicts its own length or type.</summary>
    BadElement,

    /// <summary>DICOM sequences nested deeper than the limit.</summary>
    NestedTooDeep,

    /// <summary>A transfer syntax that is not read, such as a compressed one.</summary>
    UnsupportedTransferSyntax,

    /// <summary>Pixels that are not one grey value of 8 or 16 bits, or frames without a description each.</summary>
    UnsupportedPixels,

    /// <summary>A mandatory DICOM attribute is missing or malformed.</summary>
    MissingAttribute,

    /// <summary>The files of a folder belong to several series, or differ in size or orientation.</summary>
    MixedSeries,

    /// <summary>Two slices of a series lie at the same place.</summary>
    DuplicateSlices,

    /// <summary>A gap in the slices of a series.</summary>
    MissingSlices,

    /// <summary>Slices of a series at irregular distances, or sheared against the slice normal.</summary>
    UnevenSlices,

    /// <summary>The same scan, by content, as an earlier one.</summary>
    DuplicateScan,

    /// <summary>The folder or its description is not a data set that is read.</summary>
    BadDataset,
}
