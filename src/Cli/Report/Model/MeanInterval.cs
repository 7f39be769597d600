namespace ActiveSeg.Cli.Report.Model;

/// <summary>A mean with its 95 % interval by Student's t.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="HalfWidth">Half of the interval; absent below two values.</param>
/// <param name="Count">Independent values.</param>
internal sealed record MeanInterval(double Mean, double? HalfWidth, int Count)
{
    /// <summary>Below this number of patients an interval says little.</summary>
    public const int SmallCount = 5;

    private static readonly double[] Quantiles =
    [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110,
        2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
    ];

    /// <summary>Whether there are too few values to rely on.</summary>
    public bool IsSmall => Count < SmallCount;

    /// <summary>Mean and interval of values that are independent of each other.</summary>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public static MeanInterval Of(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0)
        {
            throw new ArgumentException("no value", nameof(values));
        }

        var mean = values.Average();
        if (values.Count == 1)
        {
            return new MeanInterval(mean, null, 1);
        }

        var deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
        return new MeanInterval(mean, Quantile(values.Count - 1) * deviation / Math.Sqrt(values.Count), values.Count);
    }

    /// <summary>Mean over scans, with an interval that allows for the scans of one patient being alike.</summary>
    /// <returns>Absent where no scan has the number; <see cref="Count"/> is the number of patients.</returns>
    /// <remarks>Source: the cluster-robust standard error of a mean (Liang and Zeger 1986), t with patients - 1 degrees of freedom;
    /// with one scan a patient it is the ordinary one.</remarks>
    public static MeanInterval? OverPatients(IEnumerable<ScanAccuracy> scans, Func<ScanAccuracy, double?> number)
    {
        var values = scans.Select(scan => (scan.Patient, Value: number(scan))).Where(pair => pair.Value is not null).ToList();
        if (values.Count == 0)
        {
            return null;
        }

        var mean = values.Average(pair => pair.Value!.Value);
        var sums = values.GroupBy(pair => pair.Patient, pair => pair.Value!.Value - mean).Select(group => group.Sum()).ToList();
        if (sums.Count == 1)
        {
            return new MeanInterval(mean, null, 1);
        }

        var variance = sums.Count / (sums.Count - 1.0) * sums.Sum(sum => sum * sum) / ((double)values.Count * values.Count);
        return new MeanInterval(mean, Quantile(sums.Count - 1) * Math.Sqrt(variance), sums.Count);
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
