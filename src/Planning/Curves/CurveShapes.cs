namespace ActiveSeg.Planning.Curves;

/// <summary>Grids over the shape numbers of each family, with priors that do not depend on the measured values.</summary>
internal static class CurveShapes
{
    internal static readonly CurveFamily[] Averaged =
        [CurveFamily.Pow3, CurveFamily.Pow4, CurveFamily.Exp3, CurveFamily.Mmf4, CurveFamily.Wbl4];

    internal static CurveShape[] Grid(CurveFamily family, double first, double last)
    {
        // Scales run from well before the first point to far beyond the last: curves that were over, and curves hardly begun.
        double near = first / 3, far = last * 8, scale = Math.Sqrt(first * last) * 0.8;
        var shapes = family switch
        {
            CurveFamily.Pow3 => Cross(family, Log(0.06, 3, 72), [0], p => Normal(Math.Log(p), Math.Log(0.55), 0.6), _ => 0),
            CurveFamily.Pow4 => Cross(family, Log(0.1, 4, 32), [.. Log(first / 8, last * 2, 12)],
                p => Normal(Math.Log(p), Math.Log(0.7), 0.6), _ => 0),
            CurveFamily.Exp3 => Cross(family, Log(near, far, 72), [0], p => Normal(Math.Log(p), Math.Log(scale), 1.0), _ => 0),
            CurveFamily.Mmf4 => Cross(family, Log(near, far, 40), Log(0.5, 3, 16),
                p => Normal(Math.Log(p), Math.Log(scale), 1.0), q => Normal(Math.Log(q), Math.Log(1.1), 0.4)),
            CurveFamily.Wbl4 => Cross(family, Log(near / 3, far, 44), Log(0.3, 2, 16),
                p => Normal(Math.Log(p), Math.Log(scale), 1.0), q => Normal(Math.Log(q), Math.Log(0.8), 0.35)),
            _ => throw new ArgumentOutOfRangeException(nameof(family), family, "The family has no shape."),
        };
        var total = Math.Log(shapes.Sum(shape => Math.Exp(shape.LogPrior)));
        return [.. shapes.Select(shape => shape with { LogPrior = shape.LogPrior - total })];
    }

    private static List<CurveShape> Cross(
        CurveFamily family, double[] ps, double[] qs, Func<double, double> priorP, Func<double, double> priorQ) =>
        [.. from p in ps from q in qs select new CurveShape(family, p, q, priorP(p) + priorQ(q))];

    private static double[] Log(double low, double high, int count) =>
        [.. Enumerable.Range(0, count).Select(i => low * Math.Pow(high / low, i / (count - 1.0)))];

    private static double Normal(double x, double mean, double sd) => -0.5 * (x - mean) * (x - mean) / (sd * sd);
}
