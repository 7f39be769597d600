using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ActiveSeg.Nets.Checkpoints;

namespace ActiveSeg.Nets.Tests.Checkpoints;

public sealed class TrainedWeightsTests(TrainedFixture trained)
{
    [Fact]
    public void FromBytes_OwnBytes_GivesPlanStructuresAndNumbersBack()
    {
        var copy = TrainedWeights.FromBytes(trained.Weights.ToBytes(), trained.Weights.Sha256);

        Assert.Equal(trained.Weights.Plan with { Widths = copy.Plan.Widths }, copy.Plan);
        Assert.Equal(trained.Weights.Plan.Widths.AsEnumerable(), copy.Plan.Widths);
        Assert.Equal(trained.Weights.Structures, copy.Structures);
        Assert.Equal(trained.Weights.Arrays.Select(a => a.Values), copy.Arrays.Select(a => a.Values));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(-5)]
    public void FromBytes_FlippedByte_IsRefused(int at)
    {
        var bytes = trained.Weights.ToBytes();
        bytes[at < 0 ? bytes.Length + at : at] ^= 1;

        Assert.Throws<CheckpointException>(() => TrainedWeights.FromBytes(bytes, trained.Weights.Sha256));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(500)]
    [InlineData(50_000)]
    public void FromBytes_TruncatedUnderItsOwnHash_IsRefused(int length) =>
        Refused(trained.Weights.ToBytes()[..length]);

    [Fact]
    public void FromBytes_ExtraBytes_IsRefused() => Refused([.. trained.Weights.ToBytes(), 0, 0, 0, 0]);

    [Fact]
    public void FromBytes_NotFiniteNumber_IsRefused()
    {
        var bytes = trained.Weights.ToBytes();
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(bytes.Length - 4), float.NaN);

        Refused(bytes);
    }

    [Theory]
    [InlineData("enc.0.conv1.weight", "enc.0.conv9.weight")]
    [InlineData("\"F32\"", "\"F16\"")]
    [InlineData("\"data_offsets\":[0,", "\"data_offsets\":[4,")]
    [InlineData("activeseg-unet-1", "activeseg-unet-7")]
    [InlineData("SliceAxis", "SlyceAxis")]
    [InlineData("\"shape\":[8,3,3,3]", "\"shape\":[3,8,3,3]")]
    [InlineData("\"shape\":[8,3,3,3]", "\"shape\":[8,3,9,1]")]
    public void FromBytes_ChangedHeader_IsRefused(string from, string to)
    {
        var bytes = trained.Weights.ToBytes();
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        var header = Encoding.UTF8.GetString(bytes, 8, length);
        Assert.Contains(from, header, StringComparison.Ordinal);
        var at = header.IndexOf(from, StringComparison.Ordinal);
        var changed = header[..at] + to + header[(at + from.Length)..];
        Encoding.UTF8.GetBytes(changed).CopyTo(bytes, 8);

        Refused(bytes);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    [InlineData(1)]
    public void FromBytes_ImpossibleHeaderLength_IsRefused(long length)
    {
        var bytes = trained.Weights.ToBytes();
        BinaryPrimitives.WriteInt64LittleEndian(bytes, length);

        Refused(bytes);
    }

    private static void Refused(byte[] bytes) =>
        Assert.Throws<CheckpointException>(() => TrainedWeights.FromBytes(bytes, Convert.ToHexString(SHA256.HashData(bytes))));
}
