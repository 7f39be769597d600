using System.Buffers.Binary;
using ActiveSeg.Imaging.Nifti;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Imaging.Tests.Nifti;

public sealed class NiftiReaderTests
{
    public static TheoryData<NiftiDatatype, bool, bool> Matrix()
    {
        var rows = new TheoryData<NiftiDatatype, bool, bool>();
        foreach (var datatype in Enum.GetValues<NiftiDatatype>())
        {
            rows.Add(datatype, false, false);
            rows.Add(datatype, false, true);
            rows.Add(datatype, true, false);
            rows.Add(datatype, true, true);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public void ReadVolume_EveryTypeOrderAndPacking_GivesTheVoxels(NiftiDatatype datatype, bool bigEndian, bool gzip)
    {
        double[] voxels = datatype switch
        {
            NiftiDatatype.Unsigned8 => [0, 1, 2, 3, 127, 128, 200, 255, 8, 9, 10, 11],
            NiftiDatatype.Signed8 => [-128, -1, 0, 1, 127, 5, 6, 7, 8, 9, 10, 11],
            NiftiDatatype.Signed16 => [-32768, -1, 0, 1, 32767, 5, 6, 7, 8, 9, 10, 11],
            NiftiDatatype.Unsigned16 => [0, 1, 255, 256, 32768, 65535, 6, 7, 8, 9, 10, 11],
            NiftiDatatype.Signed32 => [-8388608, -1, 0, 1, 8388607, 65536, 6, 7, 8, 9, 10, 11],
            NiftiDatatype.Unsigned32 => [4294967040, 1, 0, 16777216, 65536, 5, 6, 7, 8, 9, 10, 11],
            _ => [-1.5, 0.25, 1e10, -1e-10, 4, 5, 6, 7, 8, 9, 10, 11],
        };
        var bytes = new NiftiBytes { Datatype = datatype, BigEndian = bigEndian, Voxels = voxels }.ToArray();

        var volume = Read(gzip ? NiftiBytes.Gzip(bytes) : bytes);

        Assert.Equal(voxels.Select(v => (float)v), volume.Voxels);
        Assert.Equal(new GridSize(3, 2, 2), volume.Grid.Size);
        Assert.Equal(new VectorMm(2, 3, 4), volume.Grid.Spacing);
        Assert.Equal(new VectorMm(-10, -20, 30), volume.Grid.Origin);
        Assert.Equal(new VectorMm(-1, 0, 0), volume.Grid.AxisI);
    }

    [Fact]
    public void ReadVolume_Scaled_AppliesSlopeAndIntercept()
    {
        var bytes = new NiftiBytes { Datatype = NiftiDatatype.Signed16, Slope = 0.5f, Intercept = -3 }.ToArray();

        Assert.Equal(Enumerable.Range(0, 12).Select(v => (0.5f * v) - 3), Read(bytes).Voxels);
    }

    [Fact]
    public void ReadVolume_OneTimePoint_IsAccepted() =>
        Assert.Equal(12, Read(new NiftiBytes { Dim = [4, 3, 2, 2, 1, 1, 1, 1] }.ToArray()).Voxels.Length);

    [Fact]
    public void ReadVolume_ExtensionBeforeTheVoxels_IsSkipped() =>
        Assert.Equal(11, Read(NiftiBytes.Gzip(new NiftiBytes { VoxelOffset = 4_000 }.ToArray())).Voxels[11]);

    [Fact]
    public void ReadVolume_QformOnly_TurnsAsTheQuaternionSays()
    {
        var half = (float)Math.Sqrt(0.5);
        var bytes = new NiftiBytes
        {
            SformCode = 0,
            QformCode = 1,
            Quaternion = [0, 0, half, 1, 2, 3],
            Pixdim = [-1, 2, 3, 4, 1, 1, 1, 1],
        }.ToArray();

        var grid = Read(bytes).Grid;

        // A quarter turn about superior takes i to anterior and j to left; qfac -1 takes k to inferior. Then RAS to LPS.
        Assert.True((grid.AxisI - new VectorMm(0, -1, 0)).Length < 1e-6);
        Assert.True((grid.AxisJ - new VectorMm(1, 0, 0)).Length < 1e-6);
        Assert.True((grid.AxisK - new VectorMm(0, 0, -1)).Length < 1e-6);
        Assert.Equal(new VectorMm(-1, -2, 3), grid.Origin);
    }

    [Fact]
    public void ReadHeader_NeitherForm_SaysThatTheOrientationIsUnknown()
    {
        var path = Path.Combine(Path.GetTempPath(), $"activeseg-{Environment.ProcessId}-noform.nii");
        File.WriteAllBytes(path, new NiftiBytes { SformCode = 0 }.ToArray());

        var header = NiftiReader.ReadHeader(path);

        File.Delete(path);
        Assert.False(header.HasOrientation);
        Assert.Equal(new VectorMm(2, 3, 4), header.Grid.Spacing);
    }

    public static TheoryData<string, ImageFault> Refusals() => new()
    {
        { "empty", ImageFault.Truncated },
        { "no header", ImageFault.NotANifti },
        { "text", ImageFault.NotANifti },
        { "NIfTI-2", ImageFault.WrongHeaderSize },
        { "wrong header size", ImageFault.WrongHeaderSize },
        { "detached", ImageFault.DetachedVoxels },
        { "negative dim", ImageFault.BadDimensions },
        { "dim0 9", ImageFault.BadDimensions },
        { "two time points", ImageFault.BadDimensions },
        { "huge dims", ImageFault.TooLarge },
        { "big claim", ImageFault.Truncated },
        { "big claim gz", ImageFault.Truncated },
        { "short", ImageFault.Truncated },
        { "long", ImageFault.TrailingBytes },
        { "truncated gz", ImageFault.CorruptCompression },
        { "gz without trailer", ImageFault.CorruptCompression },
        { "gz cut in trailer", ImageFault.CorruptCompression },
        { "gz sum", ImageFault.CorruptCompression },
        { "complex", ImageFault.UnsupportedDatatype },
        { "bitpix", ImageFault.UnsupportedDatatype },
        { "NaN", ImageFault.NonFiniteVoxels },
        { "slope NaN", ImageFault.BadScaling },
        { "offset", ImageFault.BadOffset },
        { "offset past end", ImageFault.Truncated },
        { "q and s", ImageFault.QformSformDisagree },
        { "spacing 0", ImageFault.BadSpacing },
        { "spacing differs", ImageFault.BadSpacing },
        { "shear", ImageFault.NotOrthonormal },
        { "sform NaN", ImageFault.BadSpacing },
        { "quaternion", ImageFault.NotOrthonormal },
        { "metres", ImageFault.UnsupportedUnits },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void ReadVolume_BadFile_IsRefusedByNameAndReason(string how, ImageFault expected)
    {
        var refusal = Assert.Throws<ImageFormatException>(() => Read(Spoil(how)));

        Assert.Equal(expected, refusal.Reason);
        Assert.Contains("case-7", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadVolume_MissingFile_IsRefusedByName()
    {
        var refusal = Assert.Throws<ImageFormatException>(() => NiftiReader.ReadVolume("/nowhere/case-7.nii.gz"));

        Assert.Equal((ImageFault.Unreadable, "/nowhere/case-7.nii.gz"), (refusal.Reason, refusal.FileName));
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(256)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void ReadLabels_NotALabel_IsRefused(double voxel)
    {
        var bytes = new NiftiBytes { Voxels = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, voxel] }.ToArray();

        var refusal = Assert.Throws<ImageFormatException>(() => NiftiReader.ReadLabels(new MemoryStream(bytes), "case-7"));

        Assert.Equal(ImageFault.NotALabelMap, refusal.Reason);
    }

    [Fact]
    public void ReadLabels_Scaled_IsRefused()
    {
        var bytes = new NiftiBytes { Slope = 2 }.ToArray();

        var refusal = Assert.Throws<ImageFormatException>(() => NiftiReader.ReadLabels(new MemoryStream(bytes), "case-7"));

        Assert.Equal(ImageFault.BadScaling, refusal.Reason);
    }

    [Fact]
    public void ReadVolume_LargeClaimInABombOfZeros_StopsAtTheLimit()
    {
        var bytes = NiftiBytes.Gzip(new NiftiBytes { Dim = [3, 200, 200, 200, 1, 1, 1, 1], Voxels = new double[8_000_000] }.ToArray());

        var refusal = Assert.Throws<ImageFormatException>(
            () => NiftiReader.ReadVolume(new MemoryStream(bytes), "case-7", new ImageLimits { MaxVoxels = 7_999_999 }));

        Assert.Equal(ImageFault.TooLarge, refusal.Reason);
    }

    private static Volume Read(byte[] bytes) => NiftiReader.ReadVolume(new MemoryStream(bytes), "case-7");

    private static byte[] Spoil(string how)
    {
        var good = new NiftiBytes().ToArray();
        switch (how)
        {
            case "empty": return [];
            case "no header": return [.. good.Select((b, i) => i < 348 ? (byte)0 : b)];
            case "text": return [.. Enumerable.Repeat((byte)'a', 400)];
            case "NIfTI-2": BinaryPrimitives.WriteInt32LittleEndian(good, 540); return good;
            case "wrong header size": BinaryPrimitives.WriteInt32LittleEndian(good, 349); return good;
            case "detached": "ni1\0"u8.CopyTo(good.AsSpan(344)); return good;
            case "negative dim": return new NiftiBytes { Dim = [3, 3, -2, 2, 1, 1, 1, 1] }.ToArray();
            case "dim0 9": return new NiftiBytes { Dim = [9, 3, 2, 2, 1, 1, 1, 1] }.ToArray();
            case "two time points": return new NiftiBytes { Dim = [4, 3, 2, 1, 2, 1, 1, 1] }.ToArray();
            case "huge dims": return new NiftiBytes { Dim = [3, 32767, 32767, 32767, 1, 1, 1, 1] }.ToArray();
            case "big claim": return new NiftiBytes { Dim = [3, 600, 600, 600, 1, 1, 1, 1] }.ToArray();
            case "big claim gz": return NiftiBytes.Gzip(new NiftiBytes { Dim = [3, 600, 600, 600, 1, 1, 1, 1] }.ToArray());
            case "short": return good[..^1];
            case "long": return [.. good, 0];
            case "truncated gz": return NiftiBytes.Gzip(good)[..^9];
            case "gz without trailer": return NiftiBytes.Gzip(good)[..^8];
            case "gz cut in trailer": return NiftiBytes.Gzip(good)[..^1];
            case "gz sum":
                var packed = NiftiBytes.Gzip(good);
                packed[^6] ^= 1;
                return packed;
            case "complex": BinaryPrimitives.WriteInt16LittleEndian(good.AsSpan(70), 32); return good;
            case "bitpix": BinaryPrimitives.WriteInt16LittleEndian(good.AsSpan(72), 16); return good;
            case "NaN": return new NiftiBytes { Voxels = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, double.NaN] }.ToArray();
            case "slope NaN": return new NiftiBytes { Slope = float.NaN }.ToArray();
            case "offset": BinaryPrimitives.WriteSingleLittleEndian(good.AsSpan(108), 100); return good;
            case "offset past end": BinaryPrimitives.WriteSingleLittleEndian(good.AsSpan(108), 4_000); return good;
            case "q and s":
                return new NiftiBytes { QformCode = 1, Quaternion = [0, 0, 0, 10, 20, 30.01f] }.ToArray();
            case "spacing 0": return new NiftiBytes { Pixdim = [1, 0, 3, 4, 1, 1, 1, 1] }.ToArray();
            case "spacing differs": return new NiftiBytes { Pixdim = [1, 1, 1, 1, 1, 1, 1, 1] }.ToArray();
            case "shear": return new NiftiBytes { Sform = [2, 0.3f, 0, 10, 0, 2.984962f, 0, 20, 0, 0, 4, 30] }.ToArray();
            case "sform NaN": return new NiftiBytes { Sform = [float.NaN, 0, 0, 10, 0, 3, 0, 20, 0, 0, 4, 30] }.ToArray();
            case "quaternion": return new NiftiBytes { SformCode = 0, QformCode = 1, Quaternion = [1, 1, 0, 0, 0, 0] }.ToArray();
            case "metres": return new NiftiBytes { Units = 1 }.ToArray();
            default: throw new ArgumentOutOfRangeException(nameof(how));
        }
    }
}
