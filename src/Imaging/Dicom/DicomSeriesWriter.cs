using System.Buffers.Binary;
using System.Globalization;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Imaging.Dicom;

/// <summary>Writes a volume as a complete MR Image Storage series, one file a slice along K, explicit little endian.</summary>
/// <remarks>
/// <para>Whole numbers that fit 16 bits are stored as they are; anything else is quantised to 65,536 steps between the
/// lowest and highest voxel and carries Rescale Slope and Intercept.</para>
/// <para>Deterministic: the same volume and description give the same bytes. Dates and times are empty unless given.</para>
/// <para>Source: DICOM PS3.3, A.4 (MR Image IOD) and the modules it makes mandatory.</para>
/// </remarks>
public static class DicomSeriesWriter
{
    private const string MrImageStorage = "1.2.840.10008.5.1.4.1.1.4";
    private const string ExplicitLittle = "1.2.840.10008.1.2.1";

    /// <summary>Writes the files <c>IM0001.dcm</c> and so on; an existing file of that name is replaced.</summary>
    /// <param name="volume">Intensities; a left-handed grid is read back with its slices in the opposite order, at the same place.</param>
    /// <param name="description">What the headers say besides.</param>
    /// <param name="folder">Made when missing.</param>
    /// <returns>The files' paths, in the order of the slices.</returns>
    /// <exception cref="ArgumentException">A voxel is not finite, or a text does not fit its attribute.</exception>
    public static IReadOnlyList<string> Write(Volume volume, DicomSeriesDescription description, string folder)
    {
        ArgumentNullException.ThrowIfNull(volume);
        ArgumentNullException.ThrowIfNull(description);
        Directory.CreateDirectory(folder);
        var encoding = PixelEncoding.For(volume.Voxels);
        var files = new string[volume.Grid.Size.Z];
        for (var k = 0; k < files.Length; k++)
        {
            var bytes = Slice(volume, description, encoding, k);
            files[k] = Path.Combine(folder, $"IM{k + 1:0000}.dcm");
            ImageFile.WriteWhole(files[k], stream => stream.Write(bytes));
        }

        return files;
    }

    private static byte[] Slice(Volume volume, DicomSeriesDescription d, PixelEncoding encoding, int k)
    {
        var grid = volume.Grid;
        var study = d.StudySeed ?? d.Seed;
        var instance = DicomUids.Of($"{d.Seed}/instance/{k}");
        var position = grid.PositionOf(0, 0, k);
        var writer = new DicomElementWriter()
            .Text(0x0008, 0x0005, "CS", "ISO_IR 192")
            .Text(0x0008, 0x0008, "CS", "ORIGINAL\\PRIMARY\\OTHER")
            .Text(0x0008, 0x0016, "UI", MrImageStorage)
            .Text(0x0008, 0x0018, "UI", instance)
            .Text(0x0008, 0x0020, "DA", d.StudyDate?.ToString("yyyyMMdd", CultureInfo.InvariantCulture))
            .Text(0x0008, 0x0030, "TM", null)
            .Text(0x0008, 0x0050, "SH", null)
            .Text(0x0008, 0x0060, "CS", "MR")
            .Text(0x0008, 0x0070, "LO", Fit(d.Manufacturer, 64))
            .Text(0x0008, 0x0090, "PN", null)
            .Text(0x0008, 0x103E, "LO", Fit(d.Description, 64))
            .Text(0x0008, 0x1090, "LO", Fit(d.Model, 64))
            .Text(0x0010, 0x0010, "PN", Fit(d.PatientName ?? d.PatientId, 64))
            .Text(0x0010, 0x0020, "LO", Fit(d.PatientId, 64))
            .Text(0x0010, 0x0030, "DA", null)
            .Text(0x0010, 0x0040, "CS", Fit(d.Sex, 16))
            .Text(0x0010, 0x1010, "AS", d.AgeYears is { } age ? Fit($"{age:000}Y", 4) : null)
            .Text(0x0018, 0x0015, "CS", Fit(d.BodyPart, 16))
            .Text(0x0018, 0x0020, "CS", "RM")
            .Text(0x0018, 0x0021, "CS", "NONE")
            .Text(0x0018, 0x0022, "CS", null)
            .Text(0x0018, 0x0023, "CS", null)
            .Decimals(0x0018, 0x0050, grid.Spacing.Z)
            .Optional(0x0018, 0x0080, d.RepetitionTimeMs)
            .Optional(0x0018, 0x0081, d.EchoTimeMs)
            .Optional(0x0018, 0x0087, d.FieldStrengthTesla)
            .Decimals(0x0018, 0x0088, grid.Spacing.Z)
            .Text(0x0018, 0x0091, "IS", null)
            .Text(0x0018, 0x1030, "LO", Fit(d.ProtocolName, 64))
            .Text(0x0018, 0x5100, "CS", "HFS")
            .Text(0x0020, 0x000D, "UI", DicomUids.Of(study + "/study"))
            .Text(0x0020, 0x000E, "UI", DicomUids.Of(d.Seed + "/series"))
            .Text(0x0020, 0x0010, "SH", null)
            .Text(0x0020, 0x0011, "IS", d.Number.ToString(CultureInfo.InvariantCulture))
            .Text(0x0020, 0x0013, "IS", (k + 1).ToString(CultureInfo.InvariantCulture))
            .Decimals(0x0020, 0x0032, position.X, position.Y, position.Z)
            .Decimals(
                0x0020, 0x0037, grid.AxisI.X, grid.AxisI.Y, grid.AxisI.Z, grid.AxisJ.X, grid.AxisJ.Y, grid.AxisJ.Z)
            .Text(0x0020, 0x0052, "UI", DicomUids.Of(study + "/frame of reference"))
            .Text(0x0020, 0x1040, "LO", null)
            .Shorts(0x0028, 0x0002, 1)
            .Text(0x0028, 0x0004, "CS", "MONOCHROME2")
            .Shorts(0x0028, 0x0010, (ushort)grid.Size.Y)
            .Shorts(0x0028, 0x0011, (ushort)grid.Size.X)
            .Decimals(0x0028, 0x0030, grid.Spacing.Y, grid.Spacing.X)
            .Shorts(0x0028, 0x0100, 16)
            .Shorts(0x0028, 0x0101, 16)
            .Shorts(0x0028, 0x0102, 15)
            .Shorts(0x0028, 0x0103, encoding.IsSigned ? (ushort)1 : (ushort)0);
        if (!encoding.IsExact)
        {
            writer.Decimals(0x0028, 0x1052, encoding.Intercept)
                .Decimals(0x0028, 0x1053, encoding.Slope)
                .Text(0x0028, 0x1054, "LO", "US");
        }

        var slice = grid.Size.X * grid.Size.Y;
        writer.Bytes(0x7FE0, 0x0010, "OW", encoding.Encode(volume.Voxels.AsSpan(k * slice, slice)));
        return [.. MetaInformation(instance), .. writer.ToArray()];
    }

    private static byte[] MetaInformation(string instance)
    {
        var elements = new DicomElementWriter()
            .Bytes(0x0002, 0x0001, "OB", [0, 1])
            .Text(0x0002, 0x0002, "UI", MrImageStorage)
            .Text(0x0002, 0x0003, "UI", instance)
            .Text(0x0002, 0x0010, "UI", ExplicitLittle)
            .Text(0x0002, 0x0012, "UI", DicomUids.Of("ActiveSeg DICOM writer 1"))
            .Text(0x0002, 0x0013, "SH", "ACTIVESEG_1")
            .ToArray();
        var length = new DicomElementWriter().Long(0x0002, 0x0000, (uint)elements.Length).ToArray();
        return [.. new byte[128], .. "DICM"u8, .. length, .. elements];
    }

    private static string? Fit(string? text, int longest) =>
        text is null || (text.Length <= longest && !text.Contains('\\') && !text.Any(char.IsControl))
            ? text
            : throw new ArgumentException($"'{text}' does not fit {longest} characters without controls or backslash", nameof(text));

    /// <summary>How real values become 16-bit words: word = (value - Intercept) / Slope.</summary>
    private sealed record PixelEncoding(bool IsSigned, double Slope, double Intercept)
    {
        public bool IsExact => Slope == 1 && Intercept == 0;

        public static PixelEncoding For(ReadOnlySpan<float> voxels)
        {
            var (lowest, highest, whole) = (float.PositiveInfinity, float.NegativeInfinity, true);
            foreach (var voxel in voxels)
            {
                if (!float.IsFinite(voxel))
                {
                    throw new ArgumentException("a voxel is not finite", nameof(voxels));
                }

                (lowest, highest) = (Math.Min(lowest, voxel), Math.Max(highest, voxel));
                whole &= voxel == MathF.Floor(voxel);
            }

            if (whole && lowest >= 0 && highest <= ushort.MaxValue)
            {
                return new PixelEncoding(false, 1, 0);
            }

            if (whole && lowest >= short.MinValue && highest <= short.MaxValue)
            {
                return new PixelEncoding(true, 1, 0);
            }

            // As written, so that encoding and reading use the same numbers.
            var slope = lowest == highest ? 1 : AsWritten(((double)highest - lowest) / ushort.MaxValue);
            return new PixelEncoding(false, slope, AsWritten(lowest));
        }

        public byte[] Encode(ReadOnlySpan<float> voxels)
        {
            var bytes = new byte[2 * voxels.Length];
            for (var v = 0; v < voxels.Length; v++)
            {
                var word = Math.Round((voxels[v] - Intercept) / Slope);
                BinaryPrimitives.WriteUInt16LittleEndian(
                    bytes.AsSpan(2 * v),
                    IsSigned ? (ushort)(short)word : (ushort)Math.Clamp(word, ushort.MinValue, ushort.MaxValue));
            }

            return bytes;
        }

        private static double AsWritten(double value) =>
            double.Parse(DicomElementWriter.DecimalText(value), NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
