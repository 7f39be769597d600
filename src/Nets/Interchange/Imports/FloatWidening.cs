using System.Runtime.InteropServices;
using ActiveSeg.Nets.Checkpoints;

namespace ActiveSeg.Nets.Interchange.Imports;

/// <summary>Reads floats of 16 or 32 bits as floats of 32, which loses nothing.</summary>
internal static class FloatWidening
{
    /// <summary>The array's numbers; none where its type is another, or its bytes are not as many as its shape says.</summary>
    public static float[]? TryRead(StoredArray entry, ReadOnlySpan<byte> file)
    {
        var bytes = file[entry.Start..entry.End];
        return entry.Type switch
        {
            "F32" when entry.Count * 4 == bytes.Length => MemoryMarshal.Cast<byte, float>(bytes).ToArray(),
            "F16" when entry.Count * 2 == bytes.Length => Array.ConvertAll(MemoryMarshal.Cast<byte, Half>(bytes).ToArray(), v => (float)v),
            "BF16" when entry.Count * 2 == bytes.Length =>
                Array.ConvertAll(MemoryMarshal.Cast<byte, ushort>(bytes).ToArray(), v => BitConverter.UInt32BitsToSingle((uint)v << 16)),
            _ => null,
        };
    }
}
