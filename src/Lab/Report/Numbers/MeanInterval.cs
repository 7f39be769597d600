namespace ActiveSeg.Lab.Report.Numbers;

/// <summary>A mean with its 95 % interval by Student's t.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="HalfWidth">Half of the interval; absent below two values.</param>
/// <param name="Count">Independent values.</param>
internal sealed record MeanInterval(double Mean, double? HalfWidth, int Count)
{
    private static readonly double[] Quantiles =
    [
        12.706205, 4.302653, 3.182446, 2.776445, 2.570582, 2.446912, 2.364624, 2.306004, 2.262157, 2.228139, 2.200985, 2.178813, 2.160369,
        2.144787, 2.131450, 2.119905, 2.109816, 2.100922, 2.093024, 2.085963, 2.079614, 2.073873, 2.068658, 2.063899, 2.059539, 2.055529,
        2.051831, 2.048407, 2.045230, 2.042272,
    ];

    /// <summary>Lower end; the mean where there is no interval.</summary>
    public double Low => Mean - (HalfWidth ?? 0);

    /// <summary>Upper end; the mean where there is no interval.</summary>
    public double High => Mean + (HalfWidth ?? 0);

    /// <summary>Mean and interval of independent values; absent without values.</summary>
    public static MeanInterval? Of(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0)
        {
            return null;
        }

        var mean = values.Average();
        if (values.Count == 1)
        {
            return new MeanInterval(mean, null, 1);
        }

        var deviation = DeviationOf(values);
        return new MeanInterval(mean, Quantile(values.Count - 1) * deviation / Math.Sqrt(values.Count), values.Count);
    }

    /// <summary>Standard deviation of a sample of two or more.</summary>
    public static double DeviationOf(IReadOnlyCollection<double> values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
    }

    /// <summary>97.5 % quantile of Student's t; beyond 30 degrees of freedom by the expansion of Abramowitz and Stegun 26.7.5.</summary>
    private static double Quantile(int degrees)
    {
        const double z = 1.959964;
        return degrees <= Quantiles.Length
            ? Quantiles[degrees - 1]
            : z + (((z * z * z) + z) / (4 * degrees)) + (((5 * Math.Pow(z, 5)) + (16 * z * z * z) + (3 * z)) / (96.0 * degrees * degrees));
    }
}
