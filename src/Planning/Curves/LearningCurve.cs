namespace ActiveSeg.Planning.Curves;

/// <summary>One learning curve: <c>value(n) = asymptote - gap * g(n) / g(reference)</c>.</summary>
/// <remarks>
/// <para>
/// <c>g</c> by family, with p and q the two shape numbers: Pow3 <c>n^-p</c>; Pow4 <c>(n + q)^-p</c>; Exp3 <c>e^(-n/p)</c>;
/// Mmf4 <c>1 / (1 + (n/p)^q)</c>; Wbl4 <c>e^(-(n/p)^q)</c>; Last1 <c>0</c>. This is the usual form of each with its scale set at the
/// reference count, so that the gap has one meaning in all: what was still to gain there.
/// </para>
/// </remarks>
/// <param name="Family">The shape.</param>
/// <param name="Asymptote">Value with endless labels. Range: 0 to 1.</param>
/// <param name="Gap">Asymptote minus the value at <paramref name="Reference"/> labels. Range: 0 or more.</param>
/// <param name="P">First shape number.</param>
/// <param name="Q">Second shape number; unused by Pow3, Exp3 and Last1.</param>
/// <param name="Reference">Label count at which the gap is measured.</param>
public readonly record struct LearningCurve(
    CurveFamily Family, double Asymptote, double Gap, double P, double Q, double Reference)
{
    /// <summary>The noiseless value.</summary>
    /// <param name="labelled">Labelled scans, above 0.</param>
    public double ValueAt(double labelled) => Family == CurveFamily.Last1
        ? Asymptote
        : Asymptote - (Gap * Math.Exp(LogShape(Family, P, Q, labelled) - LogShape(Family, P, Q, Reference)));

    /// <summary>Fewest labels with which the noiseless value reaches a target; infinite when not within the horizon.</summary>
    /// <param name="target">Value to reach.</param>
    /// <param name="horizon">Most labels considered.</param>
    /// <param name="from">Fewest labels considered. Default: 1.</param>
    public double LabelsTo(double target, double horizon, double from = 1)
    {
        if (ValueAt(from) >= target)
        {
            return from;
        }

        if (ValueAt(horizon) < target)
        {
            return double.PositiveInfinity;
        }

        double low = Math.Log(from), high = Math.Log(horizon);
        for (var step = 0; step < 40 && high - low > 1e-7; step++)
        {
            var middle = (low + high) / 2;
            if (ValueAt(Math.Exp(middle)) >= target)
            {
                high = middle;
            }
            else
            {
                low = middle;
            }
        }

        return Math.Exp(high);
    }

    internal static double LogShape(CurveFamily family, double p, double q, double n) => family switch
    {
        CurveFamily.Pow3 => -p * Math.Log(n),
        CurveFamily.Pow4 => -p * Math.Log(n + q),
        CurveFamily.Exp3 => -n / p,
        CurveFamily.Mmf4 => -Math.Log(1 + Math.Pow(n / p, q)),
        CurveFamily.Wbl4 => -Math.Pow(n / p, q),
        _ => throw new ArgumentOutOfRangeException(nameof(family), family, "The family has no shape."),
    };
}
