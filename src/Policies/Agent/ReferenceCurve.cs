namespace ActiveSeg.Policies.Agent;

/// <summary>Learning curve of uniform random sampling, <c>f(n) = c - a n^-b</c>: the yardstick of label-efficiency.</summary>
/// <param name="Asymptote"><c>c</c>, in Dice. Range: above 0, at most 1.</param>
/// <param name="Gap"><c>a</c>, the shortfall at one scan. Range: above 0.</param>
/// <param name="Rate"><c>b</c>. Range: above 0.</param>
public sealed record ReferenceCurve(double Asymptote, double Gap, double Rate)
{
    private const int FewestPoints = 4;

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

    /// <summary>Least-squares fit: a grid over the rate, the other two in closed form.</summary>
    /// <param name="points">Labelled scans and mean Dice of random sampling, never of what an arm chose. Fewer than four distinct numbers of scans
    /// leave the curve as it is.</param>
    /// <returns>This curve where no rate gives a rising curve with an asymptote of at most 1.</returns>
    /// <exception cref="ArgumentException">A point is not finite or has no scan.</exception>
    public ReferenceCurve Refitted(IReadOnlyCollection<(double Scans, double Dice)> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Any(point => !(point.Scans > 0) || !double.IsFinite(point.Scans) || !double.IsFinite(point.Dice)))
        {
            throw new ArgumentException("a point is not finite or has no scan", nameof(points));
        }

        if (points.Select(point => point.Scans).Distinct().Count() < FewestPoints)
        {
            return this;
        }

        var (best, error) = (this, double.PositiveInfinity);
        for (var step = 1; step <= 100; step++)
        {
            var rate = step * 0.02;
            var (meanX, meanY) = (points.Average(p => Math.Pow(p.Scans, -rate)), points.Average(p => p.Dice));
            var xx = points.Sum(p => Math.Pow(Math.Pow(p.Scans, -rate) - meanX, 2));
            var xy = points.Sum(p => (Math.Pow(p.Scans, -rate) - meanX) * (p.Dice - meanY));
            var (gap, asymptote) = (-xy / xx, meanY - (xy / xx * meanX));
            var candidate = new ReferenceCurve(asymptote, gap, rate);
            var squares = points.Sum(p => Math.Pow(p.Dice - candidate.DiceAt(p.Scans), 2));
            if (gap > 0 && asymptote is > 0 and <= 1 && squares < error)
            {
                (best, error) = (candidate, squares);
            }
        }

        return best;
    }
}
