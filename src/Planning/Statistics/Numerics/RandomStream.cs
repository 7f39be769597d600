namespace ActiveSeg.Planning.Statistics.Numerics;

/// <summary>Pseudo-random numbers that depend on a seed and a purpose only, alike on every machine.</summary>
/// <remarks>
/// <para>Threading: one stream belongs to one caller.</para>
/// <para>Source: SplitMix64, Steele, Lea and Flood, OOPSLA 2014.</para>
/// </remarks>
internal sealed class RandomStream(ulong seed, ulong purpose = 0)
{
    private ulong state = Mix(Mix(seed) ^ purpose);

    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        return Mix(state);
    }

    /// <summary>Uniform in the open interval (0, 1).</summary>
    public double Unit() => ((Next() >> 11) + 0.5) * (1.0 / (1UL << 53));

    /// <summary>Uniform in 0 to <paramref name="end"/> - 1.</summary>
    public int Below(int end) => (int)Math.BigMul(Next(), (ulong)end, out _);

    /// <summary>Standard normal, by Box and Muller.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(Unit())) * Math.Cos(2 * Math.PI * Unit());

    /// <summary>Standard exponential.</summary>
    public double Exponential() => -Math.Log(Unit());

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
