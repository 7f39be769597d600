using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace ActiveSeg.Storage.Rows;

/// <summary>Embeddings as little-endian float32, four bytes a number, bit for bit.</summary>
internal static class EmbeddingBytes
{
    public static byte[] Write(ImmutableArray<float> embedding)
    {
        if (BitConverter.IsLittleEndian)
        {
            return MemoryMarshal.AsBytes(embedding.AsSpan()).ToArray();
        }

        var bytes = new byte[embedding.Length * sizeof(float)];
        for (var i = 0; i < embedding.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), embedding[i]);
        }

        return bytes;
    }

    public static ImmutableArray<float> Read(byte[] bytes)
    {
        var numbers = new float[bytes.Length / sizeof(float)];
        if (BitConverter.IsLittleEndian)
        {
            MemoryMarshal.Cast<byte, float>(bytes).CopyTo(numbers);
        }
        else
        {
            for (var i = 0; i < numbers.Length; i++)
            {
                numbers[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * sizeof(float)));
            }
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(numbers);
    }
}
