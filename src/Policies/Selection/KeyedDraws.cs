namespace ActiveSeg.Policies.Selection;

/// <summary>Random numbers that belong to a scan's stable key instead of its place in a list.</summary>
/// <remarks>
/// <para>Source: the finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014); one-to-one in the key for a fixed stream.</para>
/// </remarks>
internal static class KeyedDraws
{
    public static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>Joins a seed with what the draw is for; different purposes give unrelated numbers.</summary>
    public static ulong Stream(ulong seed, ulong purpose, int round = 0) =>
        Mix(Mix(Mix(seed) ^ purpose) + (ulong)(uint)round);

    public static ulong Hash(ulong stream, ulong key) => Mix(Mix(key) ^ stream);

    /// <summary>Uniform in the open interval (0, 1).</summary>
    public static double Unit(ulong stream, ulong key) => ((Hash(stream, key) >> 11) + 0.5) * (1.0 / (1UL << 53));

    /// <summary>Standard Gumbel: location 0, scale 1.</summary>
    public static double Gumbel(ulong stream, ulong key) => -Math.Log(-Math.Log(Unit(stream, key)));

    /// <summary>Rows in a random order that depends on their keys only.</summary>
    public static int[] Shuffled(ReadOnlySpan<int> scans, PoolColumns pool, ulong stream)
    {
        var order = scans.ToArray();
        var draws = new ulong[order.Length];
        for (var i = 0; i < draws.Length; i++)
        {
            draws[i] = Hash(stream, pool.StableKeys[order[i]]);
        }

        Array.Sort(draws, order);
        return order;
    }
}
