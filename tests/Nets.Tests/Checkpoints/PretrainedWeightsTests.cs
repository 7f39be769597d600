using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Tests.SelfSupervision;

namespace ActiveSeg.Nets.Tests.Checkpoints;

public sealed class PretrainedWeightsTests(PretrainedFixture pretrained, TrainedFixture trained)
{
    [Fact]
    public void FromBytes_OwnBytes_GivesPlanAndNumbersBack()
    {
        var copy = PretrainedWeights.FromBytes(pretrained.Weights.ToBytes(), pretrained.Weights.Sha256);

        Assert.Equal(pretrained.Weights.Plan with { Widths = copy.Plan.Widths }, copy.Plan);
        Assert.Equal(pretrained.Weights.Arrays.Select(a => a.Values), copy.Arrays.Select(a => a.Values));
        Assert.DoesNotContain(copy.Arrays, a => a.Name.StartsWith("head", StringComparison.Ordinal) || a.Name.StartsWith("aux", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(-5)]
    public void FromBytes_FlippedByte_IsRefused(int at)
    {
        var bytes = pretrained.Weights.ToBytes();
        bytes[at < 0 ? bytes.Length + at : at] ^= 1;

        Assert.Throws<CheckpointException>(() => PretrainedWeights.FromBytes(bytes, pretrained.Weights.Sha256));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(500)]
    [InlineData(20_000)]
    public void FromBytes_TruncatedUnderItsOwnHash_IsRefused(int length) => Refused(pretrained.Weights.ToBytes()[..length]);

    [Fact]
    public void FromBytes_NotFiniteNumber_IsRefused()
    {
        var bytes = pretrained.Weights.ToBytes();
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(bytes.Length - 4), float.NaN);

        Refused(bytes);
    }

    [Theory]
    [InlineData("enc.0.conv1.weight", "enc.0.conv9.weight")]
    [InlineData("activeseg-pretrained-1", "activeseg-pretrained-7")]
    [InlineData("SliceAxis", "SlyceAxis")]
    [InlineData("\"shape\":[8,3,3,3]", "\"shape\":[3,8,3,3]")]
    public void FromBytes_ChangedHeader_IsRefused(string from, string to)
    {
        var bytes = pretrained.Weights.ToBytes();
        var header = Encoding.UTF8.GetString(bytes, 8, (int)BinaryPrimitives.ReadInt64LittleEndian(bytes));
        var at = header.IndexOf(from, StringComparison.Ordinal);
        Encoding.UTF8.GetBytes(header[..at] + to + header[(at + from.Length)..]).CopyTo(bytes, 8);

        Refused(bytes);
    }

    [Fact]
    public void FromBytes_OtherKindOfWeights_IsRefused()
    {
        Refused(trained.Weights.ToBytes());
        Assert.Throws<CheckpointException>(() => TrainedWeights.FromBytes(pretrained.Weights.ToBytes(), pretrained.Weights.Sha256));
    }

    private static void Refused(byte[] bytes) =>
        Assert.Throws<CheckpointException>(() => PretrainedWeights.FromBytes(bytes, Convert.ToHexString(SHA256.HashData(bytes))));
}
