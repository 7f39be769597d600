using System.Security.Cryptography;
using System.Text;

namespace ActiveSeg.Cli.Connection;

/// <summary>Makes the ids under which the server remembers an asked-for change.</summary>
/// <remarks>One id is made for one intended change and sent again with every repetition of the call.</remarks>
internal static class RequestIds
{
    /// <summary>A random UUID, version 4.</summary>
    public static string Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        return Format(bytes, version: 4);
    }

    /// <summary>A UUID, version 8, that depends on the parts alone: a repeated command is a repeated request.</summary>
    public static string For(params ReadOnlySpan<string> parts)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts.ToArray())));
        return Format(hash.AsSpan(0, 16), version: 8);
    }

    private static string Format(Span<byte> bytes, int version)
    {
        bytes[6] = (byte)((bytes[6] & 0x0F) | (version << 4));
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D");
    }
}
