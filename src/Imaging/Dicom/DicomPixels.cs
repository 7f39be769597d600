using System.Buffers.Binary;
using ActiveSeg.Imaging.Dicom.Parsing;

namespace ActiveSeg.Imaging.Dicom;

/// <summary>Uncompressed grey pixels of 8 or 16 bits as real values.</summary>
/// <remarks>Source: DICOM PS3.3, C.7.6.3.1 (bits), C.11.1.1.2 (rescale); PS3.5, 8.1.1.</remarks>
internal static class DicomPixels
{
    /// <summary>Reads the pixels of a slice, rescaled; MONOCHROME1 is not inverted.</summary>
    /// <param name="slice">The slice.</param>
    /// <param name="voxels">Shape <c>[rows, columns]</c> flat; filled.</param>
    public static void Read(DicomSlice slice, Span<float> voxels)
    {
        var (dataset, name) = (slice.Dataset, slice.Dataset.Name);
        var allocated = dataset.RequiredShort(DicomTags.BitsAllocated, "Bits Allocated");
        var stored = dataset.RequiredShort(DicomTags.BitsStored, "Bits Stored");
        var highBit = dataset.RequiredShort(DicomTags.HighBit, "High Bit");
        var representation = dataset.RequiredShort(DicomTags.PixelRepresentation, "Pixel Representation");
        var samples = dataset.RequiredShort(DicomTags.SamplesPerPixel, "Samples per Pixel");
        var photometric = dataset.RequiredText(DicomTags.PhotometricInterpretation, "Photometric Interpretation");
        if (allocated is not (8 or 16) || stored < 1 || stored > allocated || highBit != stored - 1
            || representation > 1 || samples != 1 || photometric is not ("MONOCHROME1" or "MONOCHROME2"))
        {
            throw new ImageFormatException(
                ImageFault.UnsupportedPixels, name,
                $"{samples} samples of {stored} in {allocated} bits, {photometric}: only grey pixels of 8 or 16 bits are read");
        }

        var (slope, intercept) = Scaling(slice.Transformation);
        var bytes = PixelBytes(slice, allocated / 8);
        var isSigned = representation == 1;
        var unused = 32 - stored;
        for (var v = 0; v < voxels.Length; v++)
        {
            var word = allocated == 8 ? bytes[v] : BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * v)..]);
            var value = isSigned ? word << unused >> unused : (int)((uint)word << unused >> unused);
            voxels[v] = (float)((value * slope) + intercept);
            if (!float.IsFinite(voxels[v]))
            {
                throw new ImageFormatException(ImageFault.NonFiniteVoxels, name, "a rescaled pixel is infinite");
            }
        }
    }

    private static ReadOnlySpan<byte> PixelBytes(DicomSlice slice, int bytesPerPixel)
    {
        var name = slice.Dataset.Name;
        var bytes = slice.Dataset.Bytes(DicomTags.PixelData).Span;
        var perFrame = (long)slice.Rows * slice.Columns * bytesPerPixel;
        var expected = perFrame * slice.Frames;
        if (bytes.Length < expected)
        {
            throw new ImageFormatException(
                ImageFault.Truncated, name, $"{bytes.Length} bytes of pixels where {expected} are needed");
        }

        return bytes.Length <= expected + (expected & 1)
            ? bytes[(int)(perFrame * slice.Frame)..]
            : throw new ImageFormatException(
                ImageFault.TrailingBytes, name, $"{bytes.Length} bytes of pixels where {expected} are expected");
    }

    private static (double Slope, double Intercept) Scaling(DicomDataset dataset)
    {
        var slope = dataset.Decimals(DicomTags.RescaleSlope, 1, "Rescale Slope")?[0] ?? 1;
        var intercept = dataset.Decimals(DicomTags.RescaleIntercept, 1, "Rescale Intercept")?[0] ?? 0;
        return slope != 0
            ? (slope, intercept)
            : throw new ImageFormatException(ImageFault.BadScaling, dataset.Name, "Rescale Slope is 0");
    }
}
