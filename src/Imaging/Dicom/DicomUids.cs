using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace ActiveSeg.Imaging.Dicom;

/// <summary>Unique identifiers that follow from a seed, so that the same series is written with the same ones.</summary>
/// <remarks>Source: DICOM PS3.5, B.2 (root 2.25 and a UUID as one decimal number); RFC 9562, version 8.</remarks>
public static class DicomUids
{
    /// <summary>The identifier of a seed: the first 128 bits of its SHA-256 as a version 8 UUID.</summary>
    /// <returns>At most 44 characters.</returns>
    public static string Of(string seed)
    {
        ArgumentException.ThrowIfNullOrEmpty(seed);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(seed), hash);
        var uuid = hash[..16];
        uuid[6] = (byte)((uuid[6] & 0x0F) | 0x80);
        uuid[8] = (byte)((uuid[8] & 0x3F) | 0x80);
        return "2.25." + new BigInteger(uuid, isUnsigned: true, isBigEndian: true);
    }
}
