using ActiveSeg.Domain.Pools;

namespace ActiveSeg.Storage.Rows;

/// <summary>The fine shard of a scan, 0 to 63, from its name alone.</summary>
/// <remarks>Written into rows: never change it without a script that rewrites them.</remarks>
internal static class ScanShard
{
    /// <summary>Fine shards; the pool is read in any number of coarse ones up to it.</summary>
    public const int Count = 64;

    /// <remarks>Source: Fowler, Noll and Vo, FNV-1a with 32 bits, its upper bits folded onto its lower six.</remarks>
    public static int Of(ScanId scan)
    {
        var hash = 2166136261u;
        foreach (var letter in scan.Value)
        {
            hash = (hash ^ letter) * 16777619u;
        }

        return (int)((hash ^ (hash >> 6) ^ (hash >> 12) ^ (hash >> 18) ^ (hash >> 24)) % Count);
    }

    /// <summary>Fine shards that make up one coarse one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of coarse shards is not 1 to 64, or there is no such one.</exception>
    public static int[] Within(int shard, int shards)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shards, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(shards, Count);
        ArgumentOutOfRangeException.ThrowIfNegative(shard);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(shard, shards);
        return [.. Enumerable.Range(0, Count).Where(fine => fine % shards == shard)];
    }
}
