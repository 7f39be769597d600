using System.Buffers.Binary;
using System.Text;
using ActiveSeg.Lab.TensorBoard;
using ActiveSeg.Lab.Tests.Report;

namespace ActiveSeg.Lab.Tests.TensorBoard;

public sealed class EventFileTests
{
    [Theory]
    [InlineData("123456789", 0xE3069283)]
    [InlineData("", 0)]
    public void Checksum_KnownText_IsTheKnownValue(string text, uint expected) =>
        Assert.Equal(expected, EventFile.Checksum(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Checksum_VectorsOfRfc3720_AreTheKnownValues()
    {
        Assert.Equal(0x8A9136AAu, EventFile.Checksum(new byte[32]));
        Assert.Equal(0x62A8AB43u, EventFile.Checksum(Enumerable.Repeat((byte)0xFF, 32).ToArray()));
        Assert.Equal(0x46DD794Eu, EventFile.Checksum(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray()));
        Assert.Equal(0x113FDB5Cu, EventFile.Checksum(Enumerable.Range(0, 32).Select(i => (byte)(31 - i)).ToArray()));
    }

    [Fact]
    public void Write_Scalars_AreReadBackWithRightChecksums()
    {
        Scalar[] scalars = [new("dice/mean", 4, 2880, 0.5f), new("dice stratum:scanner=Aera/mean", 300, 1e5, -0.25f)];
        using var stream = new MemoryStream();

        EventFile.Write(stream, scalars);

        var records = Records(stream.ToArray());
        Assert.Equal(3, records.Count);
        Assert.Equal("brain.Event:2", Encoding.UTF8.GetString((byte[])Fields(records[0])[3]));
        foreach (var (scalar, record) in scalars.Zip(records.Skip(1)))
        {
            var fields = Fields(record);
            var value = Fields((byte[])Fields((byte[])fields[5])[1]);
            Assert.Equal(scalar.Seconds, BitConverter.UInt64BitsToDouble((ulong)fields[1]));
            Assert.Equal((ulong)scalar.Step, fields[2]);
            Assert.Equal(scalar.Tag, Encoding.UTF8.GetString((byte[])value[1]));
            Assert.Equal(scalar.Value, BitConverter.UInt32BitsToSingle((uint)value[2]));
        }
    }

    [Fact]
    public void Write_Experiment_MakesOneFileForEachCell()
    {
        using var folder = new TemporaryFolder();
        var results = MadeUp.Results(3, 2, 2);

        EventFiles.Write(results, folder.Path);

        var files = Directory.GetFiles(folder.Path, "events.out.tfevents.*", SearchOption.AllDirectories);
        Assert.Equal(6, files.Length);
        var steps = Records(File.ReadAllBytes(files[0])).Skip(1).Select(record => (ulong)Fields(record)[2]).ToArray();
        Assert.Equal(steps.Order(), steps);
        Assert.Equal([4UL, 8UL, 12UL], steps.Distinct());
    }

    private static List<byte[]> Records(byte[] bytes)
    {
        var records = new List<byte[]>();
        for (var at = 0; at < bytes.Length;)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at));
            Assert.Equal(Masked(bytes.AsSpan(at, 8)), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 8)));
            var payload = bytes.AsSpan(at + 12, length);
            Assert.Equal(Masked(payload), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 12 + length)));
            records.Add(payload.ToArray());
            at += length + 16;
        }

        return records;
    }

    /// <summary>Bit by bit from the reflected polynomial, independent of the writer's.</summary>
    private static uint Masked(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
            }
        }

        crc = ~crc;
        return unchecked(((crc >> 15) | (crc << 17)) + 0xa282ead8);
    }

    /// <summary>Fields of a message by number; bytes, or the number's bits.</summary>
    private static Dictionary<int, object> Fields(byte[] bytes)
    {
        var (fields, at) = (new Dictionary<int, object>(), 0);
        ulong Varint()
        {
            var (value, shift) = (0UL, 0);
            for (; ; shift += 7)
            {
                var next = bytes[at++];
                value |= (ulong)(next & 0x7F) << shift;
                if (next < 0x80)
                {
                    return value;
                }
            }
        }

        while (at < bytes.Length)
        {
            var key = Varint();
            switch (key & 7)
            {
                case 0:
                    fields[(int)(key >> 3)] = Varint();
                    break;
                case 1:
                    fields[(int)(key >> 3)] = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at));
                    at += 8;
                    break;
                case 5:
                    fields[(int)(key >> 3)] = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
                    at += 4;
                    break;
                default:
                    var length = (int)Varint();
                    fields[(int)(key >> 3)] = bytes[at..(at + length)];
                    at += length;
                    break;
            }
        }

        return fields;
    }
}
