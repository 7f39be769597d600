namespace ActiveSeg.Policies.Agent;

/// <summary>Learning curve of uniform random sampling, <c>f(n) = c - a n^-b</c>: the yardstick of label-efficiency.</summary>
/// <param name="Asymptote"><c>c</c>, in Dice. Range: above 0, at most 1.</param>
/// <param name="Gap"><c>a</c>, the shortfall at one scan. Range: above 0.</param>
/// <param name="Rate"><c>b</c>. Range: above 0.</param>
public sealed record ReferenceCurve(double Asymptote, double Gap, double Rate)
{
    /// <summary><c>.93 - .60 n^-.5</c>: an assumption to start from, taken from a simulation and not from measurements.</summary>
    public static ReferenceCurve Assumed { get; } = new(0.93, 0.60, 0.5);

    /// <summary>Dice expected from <paramref name="scans"/> randomly chosen scans.</summary>
    /// <param name="scans">Labelled scans; above 0, fractions allowed.</param>
    public double DiceAt(double scans) => Asymptote - (Gap * Math.Pow(scans, -Rate));

    /// <summary>Dice gained by one more scan, <c>f'(n)</c>.</summary>
    /// <param name="scans">Labelled scans; above 0.</param>
    public double SlopeAt(double scans) => Gap * Rate * Math.Pow(scans, -Rate - 1);

    /// <summary>Randomly chosen scans that would give that Dice, <c>f^-1</c>; infinite from the asymptote on.</summary>
    public double ScansFor(double dice) =>
        dice >= Asymptote ? double.PositiveInfinity : Math.Pow((Asymptote - dice) / Gap, -1 / Rate);
}
