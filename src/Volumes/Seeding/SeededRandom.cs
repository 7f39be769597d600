namespace ActiveSeg.Volumes.Seeding;

/// <summary>A small generator whose stream is fixed by this file, not by the runtime's version.</summary>
/// <remarks>Source: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014) for mixing and stepping.</remarks>
internal struct SeededRandom(ulong seed)
{
    private ulong state = Mix(seed + 0x9E3779B97F4A7C15);
    private double spare = double.NaN;

    /// <summary>One seed out of several numbers; each bit of each input matters.</summary>
    public static ulong Combine(ulong a, ulong b, ulong c = 0) =>
        Mix(Mix(Mix(a ^ 0x8E5D3C1B2A497867) + (b * 0x9E3779B97F4A7C15)) + (c * 0xC2B2AE3D27D4EB4F));

    public static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }

    public ulong NextBits()
    {
        state += 0x9E3779B97F4A7C15;
        return Mix(state);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextUnit() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    public double Between(double low, double high) => low + ((high - low) * NextUnit());

    public bool Chance(double probability) => NextUnit() < probability;

    public int Below(int count) => (int)(NextUnit() * count);

    /// <summary>Normal with mean 0 and standard deviation 1, by Box and Muller.</summary>
    public double NextNormal()
    {
        if (!double.IsNaN(spare))
        {
            var kept = spare;
            spare = double.NaN;
            return kept;
        }

        var radius = Math.Sqrt(-2 * Math.Log(1 - NextUnit()));
        var (sin, cos) = Math.SinCos(2 * Math.PI * NextUnit());
        spare = radius * sin;
        return radius * cos;
    }

    /// <summary>Normal, cut off at <paramref name="limit"/> standard deviations.</summary>
    public double Normal(double mean, double sd, double limit = 2.5) =>
        mean + (sd * Math.Clamp(NextNormal(), -limit, limit));

    /// <summary>Index drawn in proportion to the weights.</summary>
    public int Pick(ReadOnlySpan<double> weights)
    {
        var total = 0.0;
        foreach (var w in weights)
        {
            total += w;
        }

        var at = NextUnit() * total;
        for (var i = 0; i < weights.Length - 1; i++)
        {
            at -= weights[i];
            if (at < 0)
            {
                return i;
            }
        }

        return weights.Length - 1;
    }
}
