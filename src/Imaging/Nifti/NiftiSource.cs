using System.Buffers.Binary;
using System.IO.Compression;

namespace ActiveSeg.Imaging.Nifti;

/// <summary>Turns stored values into voxels, a chunk at a time.</summary>
internal delegate void ConvertChunk<T>(ReadOnlySpan<double> stored, Span<T> voxels);

/// <summary>A NIfTI stream whose header has been read and checked.</summary>
internal sealed class NiftiSource : IDisposable
{
    private const int ChunkVoxels = 16_384;

    /// <summary>Deflate cannot shrink its input by more than this factor.</summary>
    private const long LargestRatio = 1_032;

    private readonly Stream voxelStream;
    private readonly GZipStream? inflater;
    private readonly string name;

    /// <summary>Whether the stream was seen to be long enough for the voxels that the header claims.</summary>
    private readonly bool lengthIsKnown;

    private NiftiSource(Stream stream, GZipStream? inflater, string name, NiftiHeader header, bool lengthIsKnown) =>
        (voxelStream, this.inflater, this.name, Header, this.lengthIsKnown) =
        (stream, inflater, name, header, lengthIsKnown);

    public NiftiHeader Header { get; }

    public static NiftiSource Open(Stream stream, string name, ImageLimits limits)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Guard(name, () =>
        {
            var seekable = stream.CanSeek ? stream : Buffer(stream, name, limits);
            var stored = seekable.Length - seekable.Position;
            if (stored > limits.MaxFileBytes)
            {
                throw new ImageFormatException(
                    ImageFault.TooLarge, name, $"{stored} bytes, {limits.MaxFileBytes} are allowed");
            }

            var inflater = IsGzip(seekable) ? new GZipStream(seekable, CompressionMode.Decompress, leaveOpen: true) : null;
            var source = inflater ?? seekable;
            var bytes = new byte[NiftiHeaderParser.HeaderBytes];
            Fill(source, bytes, name, "its header");
            var header = NiftiHeaderParser.Parse(bytes, name, limits);
            var claimed = header.VoxelOffset + header.VoxelBytes;
            if (claimed > (inflater is null ? stored : (stored * LargestRatio) + 4_096))
            {
                throw new ImageFormatException(
                    ImageFault.Truncated, name, $"{stored} bytes cannot hold the {claimed} that the header claims");
            }

            return new NiftiSource(source, inflater, name, header, inflater is null);
        });
    }

    /// <summary>All voxels; may be called once.</summary>
    public T[] ReadVoxels<T>(ConvertChunk<T> convert) => Guard(name, () =>
    {
        var bytesPerVoxel = Header.BytesPerVoxel;
        var bytes = new byte[ChunkVoxels * bytesPerVoxel];
        Skip(bytes, Header.VoxelOffset - NiftiHeaderParser.HeaderBytes);

        var count = Header.Grid.Size.Count;
        var stored = new double[ChunkVoxels];
        var voxels = new T[lengthIsKnown ? count : Math.Min(count, 1 << 20)];
        for (var done = 0; done < count;)
        {
            var now = Math.Min(ChunkVoxels, count - done);
            var chunk = bytes.AsSpan(0, now * bytesPerVoxel);
            Fill(voxelStream, chunk, name, "its voxels");
            VoxelDecoder.Decode(chunk, Header.Datatype, Header.IsBigEndian, stored);
            if (done + now > voxels.Length)
            {
                Array.Resize(ref voxels, (int)Math.Min(count, 2L * voxels.Length));
            }

            convert(stored.AsSpan(0, now), voxels.AsSpan(done, now));
            done += now;
        }

        // Reading on also makes the inflater check its sum.
        if (voxelStream.Read(bytes.AsSpan(0, 1)) != 0)
        {
            throw new ImageFormatException(
                ImageFault.TrailingBytes, name, "bytes remain after the last voxel that the header claims");
        }

        if (inflater is not null)
        {
            CheckLengthMark();
        }

        return voxels;
    });

    public void Dispose() => inflater?.Dispose();

    private static T Guard<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException damage)
        {
            throw new ImageFormatException(
                ImageFault.CorruptCompression, name, "the gzip stream is cut off or damaged: " + damage.Message, damage);
        }
        catch (IOException refusal)
        {
            throw new ImageFormatException(ImageFault.Unreadable, name, "cannot be read: " + refusal.Message, refusal);
        }
    }

    private static MemoryStream Buffer(Stream stream, string name, ImageLimits limits)
    {
        var buffer = new MemoryStream();
        var chunk = new byte[81_920];
        for (int read; (read = stream.Read(chunk)) > 0;)
        {
            if (buffer.Length + read > Math.Min(limits.MaxFileBytes, Array.MaxLength))
            {
                throw new ImageFormatException(
                    ImageFault.TooLarge, name, $"more than the {limits.MaxFileBytes} bytes that are allowed");
            }

            buffer.Write(chunk, 0, read);
        }

        buffer.Position = 0;
        return buffer;
    }

    private static bool IsGzip(Stream stream)
    {
        Span<byte> first = [0, 0];
        var read = stream.ReadAtLeast(first, 2, throwOnEndOfStream: false);
        stream.Position -= read;
        return first is [0x1f, 0x8b];
    }

    private static void Fill(Stream stream, Span<byte> bytes, string name, string part)
    {
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read < bytes.Length)
        {
            throw new ImageFormatException(ImageFault.Truncated, name, "the file ends within " + part);
        }
    }

    /// <summary>The inflater takes a missing trailer for the end; the length that gzip stores last shows that it was there.</summary>
    private void CheckLengthMark()
    {
        var mark = new byte[4];
        var packed = inflater!.BaseStream;
        packed.Position = packed.Length - mark.Length;
        Fill(packed, mark, name, "its gzip trailer");
        if (BinaryPrimitives.ReadUInt32LittleEndian(mark) != (uint)(Header.VoxelOffset + Header.VoxelBytes))
        {
            throw new ImageFormatException(
                ImageFault.CorruptCompression, name,
                "the gzip stream does not end with the length of its contents: it is cut off, or packed in pieces");
        }
    }

    private void Skip(byte[] bytes, long count)
    {
        for (long done = 0; done < count;)
        {
            var now = (int)Math.Min(bytes.Length, count - done);
            Fill(voxelStream, bytes.AsSpan(0, now), name, "its extensions");
            done += now;
        }
    }
}
