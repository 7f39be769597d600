using ActiveSeg.Planning.Statistics.Numerics;
using ActiveSeg.Planning.Statistics.Resampling;
using MathNet.Numerics.Distributions;

namespace ActiveSeg.Planning.Statistics.Paired;

/// <summary>Student's t on paired differences.</summary>
public static class PairedT
{
    /// <summary>Tests that the mean difference is <paramref name="against"/>.</summary>
    /// <param name="differences">One a pair; at least two.</param>
    /// <param name="alternative">Default: two-sided.</param>
    /// <param name="against">Default: 0.</param>
    /// <returns>t as statistic. Differences that are all alike give an infinite t and p 0, or t 0 and p 1 where they equal
    /// <paramref name="against"/>.</returns>
    /// <exception cref="NotEstimableException">There are fewer than two pairs.</exception>
    /// <exception cref="ArgumentException">A difference is not finite.</exception>
    public static TestOutcome Test(ReadOnlySpan<double> differences, Alternative alternative = Alternative.TwoSided, double against = 0)
    {
        Moments.Check(differences, 2, "a paired t test");
        var gap = Moments.Mean(differences) - against;
        var error = Moments.StandardDeviation(differences) / Math.Sqrt(differences.Length);
        var t = error > 0 ? gap / error : gap == 0 ? 0 : Math.CopySign(double.PositiveInfinity, gap);
        var freedom = differences.Length - 1;
        var p = alternative switch
        {
            Alternative.TwoSided => Math.Min(1, 2 * Tails.StudentAbove(Math.Abs(t), freedom)),
            Alternative.Greater => Tails.StudentAbove(t, freedom),
            Alternative.Less => Tails.StudentAbove(-t, freedom),
            _ => throw new ArgumentOutOfRangeException(nameof(alternative), alternative, "no such alternative"),
        };
        return new TestOutcome(t, p, differences.Length, true);
    }

    /// <summary>Student's interval of the mean.</summary>
    /// <param name="differences">One a pair; at least two.</param>
    /// <param name="level">Default: .95.</param>
    /// <exception cref="NotEstimableException">There are fewer than two pairs.</exception>
    public static Interval IntervalOfMean(ReadOnlySpan<double> differences, double level = 0.95)
    {
        Moments.Check(differences, 2, "an interval of the mean");
        var mean = Moments.Mean(differences);
        var reach = StudentT.InvCDF(0, 1, differences.Length - 1, (1 + level) / 2)
            * Moments.StandardDeviation(differences) / Math.Sqrt(differences.Length);
        return new Interval(mean, mean - reach, mean + reach, level);
    }
}
