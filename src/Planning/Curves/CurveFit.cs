using System.Collections.Immutable;

namespace ActiveSeg.Planning.Curves;

/// <summary>Bounded least squares of one family: the point estimate, without any uncertainty.</summary>
/// <remarks>
/// <para>Given the shape numbers a curve is linear in asymptote and gap, so these two are solved exactly inside their bounds
/// (asymptote 0 to 1, gap 0 or more) and only the shape is searched: a grid, then a pattern search in the logarithms.</para>
/// <para>Deterministic; the order of the points does not matter. Weights are repeats over retraining variance where known.</para>
/// </remarks>
public static class CurveFit
{
    /// <summary>Fits one family.</summary>
    /// <param name="family">The family; <see cref="CurveFamily.Last1"/> gives the mean of the points with most labels.</param>
    /// <param name="observations">Measured points.</param>
    /// <exception cref="ArgumentException">A point is out of range.</exception>
    /// <exception cref="NotEstimableException">Fewer than five different label counts (for Last1: no point).</exception>
    public static LearningCurve Fit(CurveFamily family, IEnumerable<CurveObservation> observations)
    {
        var points = CurvePoints.Checked(observations);
        if (family == CurveFamily.Last1)
        {
            if (points.IsEmpty)
            {
                throw new NotEstimableException("There is no point, so there is no last value.");
            }

            var most = points[^1].Labelled;
            return new(family, points.Where(point => point.Labelled == most).Average(point => point.Value), 0, 0, 0, most);
        }

        CurvePoints.Enough(points);
        var first = points[0].Labelled;
        var grid = CurveShapes.Grid(family, first, points[^1].Labelled);
        var best = grid.Select(shape => Solve(points, family, shape.P, shape.Q)).MinBy(fit => fit.Loss);
        for (var step = 0.2; step > 1e-7;)
        {
            var better = best;
            foreach (var (dp, dq) in Moves)
            {
                var trial = Solve(points, family, best.Curve.P * Math.Exp(dp * step), best.Curve.Q * Math.Exp(dq * step));
                better = trial.Loss < better.Loss ? trial : better;
            }

            step = better.Loss < best.Loss ? step * 1.3 : step / 2;
            best = better;
        }

        return best.Curve;
    }

    private static readonly (int P, int Q)[] Moves =
        [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1), (1, -1), (-1, 1)];

    private static (LearningCurve Curve, double Loss) Solve(
        ImmutableArray<CurveObservation> points, CurveFamily family, double p, double q)
    {
        var reference = points[0].Labelled;
        var start = LearningCurve.LogShape(family, p, q, reference);
        double w0 = 0, wg = 0, wgg = 0, wy = 0, wgy = 0;
        foreach (var point in points)
        {
            var weight = Weight(point);
            var g = Math.Exp(LearningCurve.LogShape(family, p, q, point.Labelled) - start);
            w0 += weight;
            wg += weight * g;
            wgg += weight * g * g;
            wy += weight * point.Value;
            wgy += weight * g * point.Value;
        }

        var determinant = (w0 * wgg) - (wg * wg);
        var asymptote = determinant > 1e-14 * w0 * wgg ? ((wgg * wy) - (wg * wgy)) / determinant : wy / w0;
        asymptote = Math.Clamp(asymptote, 0, 1);
        var gap = ((asymptote * wg) - wgy) / wgg;
        if (gap < 0)
        {
            gap = 0;
            asymptote = wy / w0;
        }

        var curve = new LearningCurve(family, asymptote, gap, p, q, reference);
        var loss = points.Sum(point => Weight(point) * Math.Pow(point.Value - curve.ValueAt(point.Labelled), 2));
        return (curve, double.IsFinite(loss) ? loss : double.PositiveInfinity);
    }

    private static double Weight(CurveObservation point) =>
        point.RetrainSd is > 0 and { } sd ? point.Repeats * (0.01 / sd) * (0.01 / sd) : point.Repeats;
}
