namespace ActiveSeg.Planning.Forecasts;

/// <summary>Makes the table of <see cref="ConformalFactors"/> from simulated curves.</summary>
/// <remarks>
/// <para>Points at n = 10, 15, ... for 6, 9, 12 and 19 points; asked at 1.25, 2, 4 and 8 times the last; half of the curves with noise
/// .0045 and half with .010. Each factor holds for both noises together, and for curves like these: a real curve of another kind is not promised.</para>
/// <para>Cost: 4 fits a curve, about 20 ms each.</para>
/// </remarks>
public static class Calibration
{
    private static readonly int[] PointCounts = [6, 9, 12, 19];
    private static readonly double[] Ratios = [1.25, 2, 4, 8];

    /// <summary>Computes the factors.</summary>
    /// <param name="curves">Curves a row of the table.</param>
    /// <param name="seed">Seed of the curves; evaluation has to use others.</param>
    /// <returns>Shape <c>[points class, ratio class]</c>, as in <see cref="ConformalFactors"/>.</returns>
    public static double[,] Factors(int curves, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(curves, 40);
        var table = new double[PointCounts.Length, Ratios.Length];
        for (var row = 0; row < PointCounts.Length; row++)
        {
            var factors = Row(row, curves, seed);
            for (var column = 0; column < Ratios.Length; column++)
            {
                table[row, column] = factors[column];
            }
        }

        return table;
    }

    /// <summary>One row of the table; fewer curves are the first ones of more.</summary>
    internal static double[] Row(int row, int curves, int seed)
    {
        var count = PointCounts[row];
        var last = 10.0 + (5 * (count - 1));
        double[] labelled = [.. Enumerable.Range(0, count).Select(i => 10.0 + (5 * i)), .. Ratios.Select(ratio => ratio * last)];
        var half = curves / 2;
        var held = CurveSimulator.Curves(half, 0.0045, labelled, seed + row)
            .AddRange(CurveSimulator.Curves(half, 0.010, labelled, seed + 1000 + row));
        var scores = Ratios.Select(_ => new List<double>()).ToArray();
        foreach (var curve in held)
        {
            var posterior = CurvePosterior.Estimate(curve.Points.Take(count), new() { Calibrated = false });
            for (var column = 0; column < Ratios.Length; column++)
            {
                scores[column].Add(Score(posterior.At(Ratios[column] * last), curve.Points[count + column].Value));
            }
        }

        return [.. scores.Select(column => column.Order().ElementAt(Math.Min(column.Count, (int)Math.Ceiling(0.95 * (column.Count + 1))) - 1))];
    }

    private static double Score(ValueForecast forecast, double value) => value < forecast.Median
        ? (forecast.Median - value) / Math.Max(forecast.Median - forecast.Low, 1e-9)
        : (value - forecast.Median) / Math.Max(forecast.High - forecast.Median, 1e-9);
}
