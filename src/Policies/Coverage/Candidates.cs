using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Coverage;

/// <summary>Which scans a greedy rule chooses from where a pool is too large to try all.</summary>
internal static class Candidates
{
    /// <summary>Up to so many scans all are candidates.</summary>
    public const int MostScans = 65_536;

    /// <summary>Candidates of a larger pool.</summary>
    public const int Sampled = 16_384;

    /// <summary>Pairs that lists may hold: they may take three quarters of the pool's own bytes, and 8 MiB in any case.</summary>
    public static long MostPairs(int rows, int width, int bytesPerPair) =>
        Math.Max((long)rows * width * 3, 8L << 20) / bytesPerPair;

    /// <summary>Places of the open scans in the list, rising; a keyed sample where there are more than <paramref name="most"/>.</summary>
    public static int[] Open(PoolColumns pool, int[] listed, OpenScans open, ulong stream, int most)
    {
        var places = Enumerable.Range(0, listed.Length).Where(i => open.IsOpen(listed[i])).ToArray();
        if (places.Length <= most)
        {
            return places;
        }

        Array.Sort(Array.ConvertAll(places, i => KeyedDraws.Hash(stream, pool.StableKeys[listed[i]])), places);
        Array.Resize(ref places, most);
        Array.Sort(places);
        return places;
    }

    /// <summary>Candidates for a pool of so many scans.</summary>
    public static int Most(int scans) => scans <= MostScans ? scans : Sampled;
}
