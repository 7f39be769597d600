using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ActiveSeg.Domain.Pools;

namespace ActiveSeg.Domain.Projects;

/// <summary>Which patients form the locked reference set, and what its content hash is.</summary>
public static class ReferenceSetRules
{
    /// <summary>Draws patients at random, the same for the same seed and patients whatever their order.</summary>
    /// <param name="patients">All patients of the project; repeats count once.</param>
    /// <param name="fraction">Share to draw, rounded to the nearest whole, at least one. Range: above 0 and below 1.</param>
    /// <param name="seed">The project's seed.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not above 0 and below 1.</exception>
    public static ImmutableHashSet<PatientId> Draw(IEnumerable<PatientId> patients, double fraction, long seed)
    {
        if (!(fraction > 0 && fraction < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "the share must be above 0 and below 1");
        }

        var all = patients.Distinct().OrderBy(p => Rank(p, seed), StringComparer.Ordinal).ToList();
        var count = Math.Clamp((int)Math.Round(all.Count * fraction), Math.Min(1, all.Count), all.Count);
        return [.. all.Take(count)];
    }

    /// <summary>SHA-256 over name, image and reference of every scan of the set, sorted by name.</summary>
    /// <returns>Empty while a scan has no reference, or when there is none.</returns>
    public static string Hash(IReadOnlyCollection<ScanState> scans)
    {
        ArgumentNullException.ThrowIfNull(scans);
        if (scans.Count == 0 || scans.Any(s => s.Reference is null))
        {
            return "";
        }

        var lines = scans
            .OrderBy(s => s.Id.Value, StringComparer.Ordinal)
            .Select(s => $"{s.Id} {s.Image.Sha256} {s.Reference!.Mask.Sha256}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }

    private static string Rank(PatientId patient, long seed) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{patient}")));
}
