namespace ActiveSeg.Planning.Forecasts;

/// <summary>Factors by which 95 % intervals are scaled about their median so that they cover 95 % of held-out simulated curves.</summary>
/// <remarks>
/// <para>Split conformal: the factor is the 95 % quantile, over calibration curves, of the distance from median to the measured value in
/// units of the interval's half on that side. Made by <see cref="Calibration.Factors"/>; see there for the curves.
/// Below 1 the model's own interval was too wide on these and is narrowed, on real curves too.</para>
/// <para>Source: Lei, G'Sell, Rinaldo, Tibshirani and Wasserman, JASA 2018 (split conformal with a locally scaled score).</para>
/// </remarks>
public static class ConformalFactors
{
    /// <summary>Upper ends of the classes of horizon ratio (labels asked about over most labels measured); the last class has none.</summary>
    internal static readonly double[] RatioEnds = [1.5, 2.5, 5];

    /// <summary>Upper ends of the classes of measured points; the last class has none.</summary>
    internal static readonly int[] PointEnds = [6, 9, 14];

    // Rows: points 5-6, 7-9, 10-14, 15 and more. Columns: ratio to 1.5, to 2.5, to 5, beyond. Calibration.Factors(4000, 20260101).
    private static readonly double[,] Table =
    {
        { 1.00, 0.96, 0.94, 0.86 },
        { 0.96, 0.91, 0.87, 0.84 },
        { 0.99, 0.93, 0.89, 0.89 },
        { 0.96, 0.95, 0.90, 0.91 },
    };

    /// <summary>The factor for one forecast.</summary>
    /// <param name="ratio">Labels asked about over most labels measured; 1 or less takes the first class.</param>
    /// <param name="points">Different label counts measured.</param>
    public static double For(double ratio, int points) => Table[Row(points), Column(ratio)];

    /// <summary>What factors did to intervals, as the end of a sentence, told by the one furthest from 1.</summary>
    /// <param name="factors">At least one.</param>
    /// <exception cref="InvalidOperationException">There is no factor.</exception>
    public static string InWords(IEnumerable<double> factors)
    {
        ArgumentNullException.ThrowIfNull(factors);
        return Math.Round(factors.MaxBy(factor => Math.Abs(factor - 1)), 2) switch
        {
            < 1 and var least => FormattableString.Invariant($"narrowed to as little as {least:0.00} of the model's own width, as simulated curves taught"),
            > 1 and var most => FormattableString.Invariant($"widened to as much as {most:0.00} times the model's own width, as simulated curves taught"),
            _ => "as wide as the model makes them",
        };
    }

    private static int Row(int points)
    {
        var row = 0;
        while (row < PointEnds.Length && points > PointEnds[row])
        {
            row++;
        }

        return row;
    }

    private static int Column(double ratio)
    {
        var column = 0;
        while (column < RatioEnds.Length && ratio > RatioEnds[column])
        {
            column++;
        }

        return column;
    }
}
