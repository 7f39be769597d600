using System.Buffers.Binary;
using System.Text;
using ActiveSeg.Imaging.Dicom;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Imaging.Tests.Dicom;

public sealed class DicomSeriesReaderTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(-2_000)]
    [InlineData(40_000)]
    public void Read_WrittenWholeNumbers_ComeBackExactly(int lowest)
    {
        var volume = WrittenSeries.Oblique(whole: true, lowest);
        DicomSeriesWriter.Write(volume, WrittenSeries.Description, scratch.Path);

        var series = DicomSeriesReader.Read(scratch.Path);

        Assert.Equal(volume.Voxels, series.Volume.Voxels);
        Assert.True(volume.Grid.IsSameAs(series.Volume.Grid), $"{volume.Grid.CornerDistanceMm(series.Volume.Grid)} mm");
    }

    [Fact]
    public void Read_WrittenFractions_ComeBackWithinHalfAStep()
    {
        var volume = WrittenSeries.Oblique(whole: false);
        DicomSeriesWriter.Write(volume, WrittenSeries.Description, scratch.Path);

        var voxels = DicomSeriesReader.Read(scratch.Path).Volume.Voxels;

        Assert.Equal(volume.Voxels, voxels, (a, b) => Math.Abs(a - b) < 0.51f * 2000 / 65_535);
    }

    [Fact]
    public void Read_LeftHandedGrid_ComesBackAtTheSamePlace()
    {
        var right = WrittenSeries.Oblique(whole: true);
        var g = right.Grid;
        var left = new Volume(new Grid(g.Size, g.Spacing, g.Origin, g.AxisI, g.AxisJ, g.AxisK * -1), right.Voxels);
        DicomSeriesWriter.Write(left, WrittenSeries.Description, scratch.Path);

        var read = DicomSeriesReader.Read(scratch.Path).Volume;

        Assert.True((read.Grid.Origin - left.Grid.PositionOf(0, 0, 3)).Length < 1e-6);
        Assert.Equal(left.Voxels[90..], read.Voxels[..30]);
    }

    [Fact]
    public void Read_Attributes_BecomeStrata()
    {
        DicomSeriesWriter.Write(WrittenSeries.Oblique(true), WrittenSeries.Description, scratch.Path);

        var attributes = DicomSeriesReader.Read(scratch.Path).Attributes;

        Assert.Equal("PHANTOM-7", attributes.PatientId);
        Assert.Equal(
            [
                new("age", "45"), new("field_strength", "1.5"), new("manufacturer", "Maker Ä"), new("model", "Model 3"),
                new("protocol", "t2_tse_sag"), new("series_description", "sagittal T2"), new("sex", "F"),
            ],
            attributes.ToStrata());
    }

    [Fact]
    public void Write_SameSeedTwice_GivesTheSameBytesAndOtherSeedsOtherUids()
    {
        var volume = WrittenSeries.Oblique(true);
        var first = DicomSeriesWriter.Write(volume, WrittenSeries.Description, scratch.File("a"));
        var again = DicomSeriesWriter.Write(volume, WrittenSeries.Description, scratch.File("b"));
        var other = DicomSeriesWriter.Write(volume, WrittenSeries.Description with { Seed = "test-8" }, scratch.File("c"));

        Assert.Equal(File.ReadAllBytes(first[2]), File.ReadAllBytes(again[2]));
        Assert.NotEqual(File.ReadAllBytes(first[2]), File.ReadAllBytes(other[2]));
        Assert.Matches("^2\\.25\\.[1-9][0-9]{30,38}$", DicomUids.Of("x"));
    }

    [Fact]
    public void Read_SliceRemovedInTheMiddle_IsMissingSlices() =>
        Refused(ImageFault.MissingSlices, "IM0001.dcm and IM0003.dcm", files => File.Delete(files[1]));

    [Fact]
    public void Read_SliceTwice_IsDuplicateSlices() =>
        Refused(ImageFault.DuplicateSlices, "IM0002.dcm and copy.dcm", files => File.Copy(files[1], scratch.File("copy.dcm")));

    [Fact]
    public void Read_SliceOfAnotherSeries_IsMixedSeries() => Refused(ImageFault.MixedSeries, "IM0001.dcm and z.dcm", files =>
    {
        var other = DicomSeriesWriter.Write(
            WrittenSeries.Oblique(true), WrittenSeries.Description with { Seed = "test-8" }, scratch.File("other"));
        File.Move(other[3], scratch.File("z.dcm"));
    });

    [Fact]
    public void Read_SliceOutOfPlace_IsUneven() => Refused(
        ImageFault.UnevenSlices, "IM0003.dcm", files => Replace(files[2], ImagePosition(files[2]), p => Moved(p, 0, 0.5)));

    [Fact]
    public void Read_SliceShearedInPlane_IsUneven() => Refused(
        ImageFault.UnevenSlices, "IM0004.dcm", files => Replace(files[3], ImagePosition(files[3]), p => Moved(p, 2, 3)));

    [Fact]
    public void Read_TruncatedSlice_IsTruncated() => Refused(
        ImageFault.Truncated, "IM0002.dcm", files => File.WriteAllBytes(files[1], File.ReadAllBytes(files[1])[..^1]));

    [Fact]
    public void Read_TextAmongTheSlices_IsNotDicom() => Refused(
        ImageFault.NotDicom, "IM0009.dcm", files => File.WriteAllText(scratch.File("IM0009.dcm"), new string('x', 500)));

    [Fact]
    public void Read_CompressedSyntax_IsUnsupported() => Refused(
        ImageFault.UnsupportedTransferSyntax, "RLE Lossless",
        files => Replace(files[0], "1.2.840.10008.1.2.1\0", _ => "1.2.840.10008.1.2.5\0"));

    [Theory]
    [InlineData("0.7\\0.6 ", "0,7\\0.6 ", ImageFault.MissingAttribute)]
    [InlineData("0.7\\0.6 ", "1e400\\1 ", ImageFault.MissingAttribute)]
    [InlineData("0.7\\0.6 ", "NaN\\0.6 ", ImageFault.MissingAttribute)]
    [InlineData("0.7\\0.6 ", "-.7\\0.6 ", ImageFault.BadSpacing)]
    [InlineData("0.7\\0.6 ", "0.7     ", ImageFault.MissingAttribute)]
    [InlineData("MONOCHROME2 ", "RGB         ", ImageFault.UnsupportedPixels)]
    [InlineData("\\0\\0\\0\\-1", "\\0\\0\\0\\-2", ImageFault.NotOrthonormal)]
    public void Read_BadAttribute_IsRefused(string from, string to, ImageFault expected) => Refused(
        expected, "IM000", files => Array.ForEach(files, file => Replace(file, from, _ => to)));

    [Fact]
    public void Read_RowsLie_AreRefused() => Refused(ImageFault.Truncated, "IM0001.dcm", files =>
    {
        foreach (var file in files)
        {
            var bytes = File.ReadAllBytes(file);
            var at = bytes.AsSpan().IndexOf((byte[])[0x28, 0x00, 0x10, 0x00, (byte)'U', (byte)'S']);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at + 8), 30_000);
            File.WriteAllBytes(file, bytes);
        }
    });

    [Fact]
    public void Read_EmptyFolder_IsNotDicom()
    {
        var refusal = Assert.Throws<ImageFormatException>(() => DicomSeriesReader.Read(scratch.Path));

        Assert.Equal((ImageFault.NotDicom, scratch.Path), (refusal.Reason, refusal.FileName));
    }

    [Fact]
    public void Read_DeeplyNestedSequences_AreRefusedNotOverflowing() => Refused(ImageFault.NestedTooDeep, "IM0001.dcm", files =>
    {
        var bytes = File.ReadAllBytes(files[0]);
        var at = bytes.AsSpan().IndexOf((byte[])[0x10, 0x00, 0x10, 0x00, (byte)'P', (byte)'N']);
        byte[] level = [0x09, 0x00, 0x10, 0x10, (byte)'S', (byte)'Q', 0, 0, 255, 255, 255, 255, 0xFE, 0xFF, 0x00, 0xE0, 255, 255, 255, 255];
        byte[] nest = [.. Enumerable.Repeat(level, 100_000).SelectMany(b => b)];
        File.WriteAllBytes(files[0], [.. bytes[..at], .. nest, .. bytes[at..]]);
    });

    [Fact]
    public void Read_SequenceOfUndefinedLength_IsSkipped()
    {
        var files = DicomSeriesWriter.Write(WrittenSeries.Oblique(true), WrittenSeries.Description, scratch.Path);
        var bytes = File.ReadAllBytes(files[0]);
        var at = bytes.AsSpan().IndexOf((byte[])[0x10, 0x00, 0x10, 0x00, (byte)'P', (byte)'N']);
        byte[] sequence =
        [
            0x09, 0x00, 0x10, 0x10, (byte)'S', (byte)'Q', 0, 0, 255, 255, 255, 255,
            0xFE, 0xFF, 0x00, 0xE0, 255, 255, 255, 255,
            0x09, 0x00, 0x12, 0x10, (byte)'U', (byte)'N', 0, 0, 255, 255, 255, 255,
            0xFE, 0xFF, 0x00, 0xE0, 255, 255, 255, 255, 0x28, 0x00, 0x10, 0x00, 2, 0, 0, 0, 9, 9, 0xFE, 0xFF, 0x0D, 0xE0, 0, 0, 0, 0,
            0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0,
            0xFE, 0xFF, 0x0D, 0xE0, 0, 0, 0, 0,
            0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0,
        ];
        File.WriteAllBytes(files[0], [.. bytes[..at], .. sequence, .. bytes[at..]]);

        Assert.Equal(new GridSize(6, 5, 4), DicomSeriesReader.Read(scratch.Path).Volume.Grid.Size);
    }

    private void Refused(ImageFault expected, string named, Action<string[]> spoil)
    {
        string[] files = [.. DicomSeriesWriter.Write(WrittenSeries.Oblique(true), WrittenSeries.Description, scratch.Path)];
        spoil(files);

        var refusal = Assert.Throws<ImageFormatException>(() => DicomSeriesReader.Read(scratch.Path));

        Assert.Equal(expected, refusal.Reason);
        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    private static string ImagePosition(string file)
    {
        var bytes = File.ReadAllBytes(file);
        var at = bytes.AsSpan().IndexOf((byte[])[0x20, 0x00, 0x32, 0x00, (byte)'D', (byte)'S']);
        return Encoding.Latin1.GetString(bytes, at + 8, BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at + 6)));
    }

    private static string Moved(string position, int axis, double by)
    {
        var parts = position.Split('\\');
        parts[axis] = (double.Parse(parts[axis]) + by).ToString("F6");
        return string.Join('\\', parts);
    }

    /// <summary>Replaces the first occurrence of a text; the new one is cut or padded to the same length.</summary>
    private static void Replace(string file, string from, Func<string, string> change)
    {
        var bytes = File.ReadAllBytes(file);
        var old = Encoding.Latin1.GetBytes(from);
        var at = bytes.AsSpan().IndexOf(old);
        Assert.True(at > 0, $"'{from}' is not in {file}");
        var changed = change(from);
        Encoding.Latin1.GetBytes(changed.Length > old.Length ? changed[..old.Length] : changed.PadRight(old.Length)).CopyTo(bytes, at);
        File.WriteAllBytes(file, bytes);
    }
}
