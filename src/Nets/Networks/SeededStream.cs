namespace ActiveSeg.Nets.Networks;

/// <summary>A stream of random numbers fixed by a seed and a position, so that step <c>n</c> draws the same whatever ran before.</summary>
/// <remarks>Source: SplitMix64, Steele, Lea and Flood, OOPSLA 2014.</remarks>
internal sealed class SeededStream(int seed, long position)
{
    private ulong _state = Mix(((ulong)(uint)seed * 0x9E3779B97F4A7C15) ^ Mix((ulong)position + 0x632BE59BD9B4E019));
    private double _spare = double.NaN;

    /// <summary>Range: 0 inclusive to 1 exclusive.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    public double Between(double low, double high) => low + ((high - low) * Unit());

    /// <summary>Range: 0 inclusive to <paramref name="count"/> exclusive.</summary>
    public int Below(int count) => (int)(Unit() * count);

    public bool Chance(double probability) => Unit() < probability;

    /// <summary>Standard normal, Box and Muller's way.</summary>
    public double Normal()
    {
        if (!double.IsNaN(_spare))
        {
            var spare = _spare;
            _spare = double.NaN;
            return spare;
        }

        var radius = Math.Sqrt(-2 * Math.Log(1 - Unit()));
        var (sin, cos) = Math.SinCos(2 * Math.PI * Unit());
        _spare = radius * sin;
        return radius * cos;
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    private ulong Next() => Mix(_state += 0x9E3779B97F4A7C15);
}
