using System.Collections.Immutable;
using ActiveSeg.Planning.Curves;
using MathNet.Numerics;

namespace ActiveSeg.Planning.Forecasts;

/// <summary>Posterior of one curve by quadrature: a grid over shape and noise; asymptote and gap are Gaussian given these, but for their priors.</summary>
internal sealed class CurveGrid
{
    private const double GapMean = 0.3, GapSd = 0.3, OffsetSd = 0.032;
    private const int AsymptotePoints = 17;
    private readonly ImmutableArray<CurveObservation> _points;
    private readonly double[] _weights, _sigmas, _logSigmaPrior;
    private readonly int[] _set;
    private readonly int _sets;
    private readonly double _alpha, _beta, _logBeta;

    internal CurveGrid(ImmutableArray<CurveObservation> points, ForecastOptions options)
    {
        _points = points;
        var known = points.Where(point => point.RetrainSd > 0).Select(point => point.RetrainSd!.Value).ToArray();
        var centre = known.Length > 0 ? Math.Sqrt(known.Average(sd => sd * sd)) : 0.007;
        var spread = known.Length > 0 ? 0.35 : 1.1;
        _weights = [.. points.Select(point => point.Repeats * Math.Pow(centre / (point.RetrainSd is > 0 and { } sd ? sd : centre), 2))];
        var nodes = Enumerable.Range(-8, 17).Select(i => i * 0.3375).ToArray();
        _sigmas = [.. nodes.Select(z => centre * Math.Exp(spread * z))];
        var total = Math.Log(nodes.Sum(z => Math.Exp(-0.5 * z * z)));
        _logSigmaPrior = [.. nodes.Select(z => (-0.5 * z * z) - total)];
        var ids = points.Select(point => point.StartSet).Distinct().Order().ToList();
        _sets = ids.Count;
        _set = [.. points.Select(point => ids.IndexOf(point.StartSet))];

        // Beta prior of the asymptote: wide without agreement (mean .83, sd .125), sd about .04 around a given one.
        var mean = options.InterRaterDice is { } dice ? Math.Clamp(dice, 0.05, 0.98) : 0.83;
        var strength = options.InterRaterDice is null ? 8.0 : 60.0;
        _alpha = mean * strength;
        _beta = Math.Max((1 - mean) * strength, 1.0);
        _logBeta = SpecialFunctions.BetaLn(_alpha, _beta);
    }

    /// <summary>Standard deviation of the gap between start sets; 0 where one alone was measured, as its offset is part of the gap then.</summary>
    internal double StartSd => _sets > 1 ? OffsetSd : 0;

    internal readonly record struct Cell(
        CurveShape Shape, double Sigma, double Asymptote, double Step, double Intercept, double Slope, double GapSd, double LogWeight);

    internal List<Cell> Cells()
    {
        var lines = new List<Line>();
        var most = double.NegativeInfinity;
        double first = _points[0].Labelled, last = _points[^1].Labelled;
        foreach (var shape in CurveShapes.Averaged.SelectMany(family => CurveShapes.Grid(family, first, last)))
        {
            foreach (var line in Lines(shape))
            {
                most = Math.Max(most, line.Peak);
                lines.Add(line);
            }
        }

        var cells = new List<Cell>();
        foreach (var line in lines.Where(line => line.Peak > most - 14))
        {
            Spread(line, cells);
        }

        return cells;
    }

    private readonly record struct Line(
        CurveShape Shape, double Sigma, double LogConstant, double Q2, double Q1, double Q0,
        double Intercept, double Slope, double Precision, double Peak);

    private IEnumerable<Line> Lines(CurveShape shape)
    {
        var sums = new double[_sets, 6];
        var start = LearningCurve.LogShape(shape.Family, shape.P, shape.Q, _points[0].Labelled);
        for (var i = 0; i < _points.Length; i++)
        {
            double w = _weights[i], y = _points[i].Value;
            var g = Math.Exp(LearningCurve.LogShape(shape.Family, shape.P, shape.Q, _points[i].Labelled) - start);
            var s = _set[i];
            sums[s, 0] += w;
            sums[s, 1] += w * g;
            sums[s, 2] += w * g * g;
            sums[s, 3] += w * y;
            sums[s, 4] += w * g * y;
            sums[s, 5] += w * y * y;
        }

        for (var k = 0; k < _sigmas.Length; k++)
        {
            yield return Complete(shape, sums, _sigmas[k], _logSigmaPrior[k]);
        }
    }

    private Line Complete(CurveShape shape, double[,] sums, double sigma, double logPrior)
    {
        // Residual asymptote - y = (gap + offset of the start set) g + noise; offsets and gap are integrated out, leaving a parabola in the asymptote.
        double variance = sigma * sigma, startVariance = StartSd * StartSd;
        double q2 = 0, q1 = 0, q0 = GapMean * GapMean / (GapSd * GapSd);
        double precision = 1 / (GapSd * GapSd), intercept = GapMean / (GapSd * GapSd), slope = 0;
        var log = logPrior + shape.LogPrior - (_points.Length * Math.Log(sigma));
        for (var s = 0; s < _sets; s++)
        {
            double a = Math.Max(sums[s, 2], 1e-9), up = sums[s, 1] / a, down = -sums[s, 4] / a, v = (variance / a) + startVariance;
            q2 += ((sums[s, 0] - (sums[s, 1] * up)) / variance) + (up * up / v);
            q1 += ((-2 * sums[s, 3]) - (2 * sums[s, 1] * down)) / variance;
            q1 += 2 * up * down / v;
            q0 += ((sums[s, 5] - (a * down * down)) / variance) + (down * down / v);
            precision += 1 / v;
            intercept += down / v;
            slope += up / v;
            log += 0.5 * Math.Log(variance / (a * v));
        }

        intercept /= precision;
        slope /= precision;
        q2 = Math.Max(q2 - (precision * slope * slope), 1e-3);
        q1 -= 2 * precision * slope * intercept;
        q0 -= precision * intercept * intercept;
        log -= 0.5 * Math.Log(GapSd * GapSd * precision);
        var at = Math.Clamp(-q1 / (2 * q2), 0.02, 0.9995);
        var peak = log - (0.5 * ((((q2 * at) + q1) * at) + q0)) + 0.5 * Math.Log(1 / q2);
        return new(shape, sigma, log, q2, q1, q0, intercept, slope, precision, peak);
    }

    private void Spread(Line line, List<Cell> cells)
    {
        double mean = -line.Q1 / (2 * line.Q2), sd = Math.Min(1 / Math.Sqrt(line.Q2), 0.3), gapSd = 1 / Math.Sqrt(line.Precision);
        double low = Math.Clamp(mean - (4 * sd), 0.01, 0.96), high = Math.Clamp(mean + (4 * sd), low + 0.02, 0.9998);
        high = Math.Min(high, 0.9998);
        var step = (high - low) / AsymptotePoints;
        for (var i = 0; i < AsymptotePoints; i++)
        {
            var at = low + ((i + 0.5) * step);
            var gap = (line.Intercept + (line.Slope * at)) / gapSd;
            if (gap < -6)
            {
                continue;
            }

            var positive = gap > 4 ? 0 : Math.Log(0.5 * SpecialFunctions.Erfc(-gap / Math.Sqrt(2)));
            var prior = ((_alpha - 1) * Math.Log(at)) + ((_beta - 1) * Math.Log(1 - at)) - _logBeta;
            var weight = line.LogConstant - (0.5 * ((((line.Q2 * at) + line.Q1) * at) + line.Q0)) + positive + prior + Math.Log(step);
            cells.Add(new(line.Shape, line.Sigma, at, step, line.Intercept, line.Slope, gapSd, weight));
        }
    }
}
