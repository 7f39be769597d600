using ActiveSeg.Planning.Statistics.Numerics;

namespace ActiveSeg.Planning.Statistics.Paired;

/// <summary>Permutation test on the mean of paired differences: under "no difference" every sign could have been the other.</summary>
/// <remarks>
/// <para>Exact for up to 32 pairs: all 2^n sums are counted from the sorted sums of two halves, O(n 2^(n/2)). Beyond, signs
/// are drawn, and the observed arrangement is counted as one of the draws, so that the p-value is never 0 and the test is
/// still valid.</para>
/// <para>Sums within 1e-12 of the sum of absolute differences count as equal.</para>
/// <para>Source: Fisher 1935; +1 correction: Phipson and Smyth, SAGMB 2010.</para>
/// </remarks>
public static class SignFlipTest
{
    private const int MostExact = 40;

    /// <summary>Tests that the mean difference is 0.</summary>
    /// <param name="differences">One a pair.</param>
    /// <param name="seed">Matters only where signs are drawn.</param>
    /// <param name="alternative">Default: two-sided.</param>
    /// <param name="exactUpTo">Most pairs for which all signs are counted; at most 40. Default: 32.</param>
    /// <param name="resamples">Signs drawn beyond. Default: 100,000.</param>
    /// <returns>The mean difference as statistic.</returns>
    /// <exception cref="NotEstimableException">There is no pair.</exception>
    /// <exception cref="ArgumentException">A difference is not finite.</exception>
    public static TestOutcome Test(
        ReadOnlySpan<double> differences,
        ulong seed = 0,
        Alternative alternative = Alternative.TwoSided,
        int exactUpTo = 32,
        int resamples = 100_000)
    {
        Moments.Check(differences, 1, "a permutation test");
        ArgumentOutOfRangeException.ThrowIfGreaterThan(exactUpTo, MostExact);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        var (sum, size) = (0.0, 0.0);
        foreach (var difference in differences)
        {
            sum += difference;
            size += Math.Abs(difference);
        }

        var observed = alternative switch
        {
            Alternative.TwoSided => Math.Abs(sum),
            Alternative.Greater => sum,
            Alternative.Less => -sum,
            _ => throw new ArgumentOutOfRangeException(nameof(alternative), alternative, "no such alternative"),
        };
        var isExact = differences.Length <= exactUpTo;
        var threshold = observed - (1e-12 * size);
        var above = isExact ? ShareAbove(differences, threshold) : DrawnShareAbove(differences, threshold, seed, resamples, alternative);
        var p = isExact && alternative == Alternative.TwoSided ? Math.Min(1, 2 * above) : above;
        return new TestOutcome(sum / differences.Length, p, differences.Length, isExact);
    }

    private static double ShareAbove(ReadOnlySpan<double> differences, double threshold)
    {
        var first = SignedSums(differences[..(differences.Length / 2)]);
        var second = SignedSums(differences[(differences.Length / 2)..]);
        var (count, next) = (0L, second.Length);
        foreach (var sum in first)
        {
            while (next > 0 && sum + second[next - 1] >= threshold)
            {
                next--;
            }

            count += second.Length - next;
        }

        return count / ((double)first.Length * second.Length);
    }

    private static double[] SignedSums(ReadOnlySpan<double> differences)
    {
        var sums = new double[1 << differences.Length];
        for (var i = 0; i < differences.Length; i++)
        {
            for (var j = 0; j < 1 << i; j++)
            {
                sums[j + (1 << i)] = sums[j] + differences[i];
                sums[j] -= differences[i];
            }
        }

        Array.Sort(sums);
        return sums;
    }

    private static double DrawnShareAbove(
        ReadOnlySpan<double> differences, double threshold, ulong seed, int resamples, Alternative alternative)
    {
        var random = new RandomStream(seed, 0x5167);
        var count = 1;
        for (var draw = 0; draw < resamples; draw++)
        {
            var (sum, bits) = (0.0, 0UL);
            for (var i = 0; i < differences.Length; i++, bits >>= 1)
            {
                bits = i % 64 == 0 ? random.Next() : bits;
                sum += (bits & 1) == 0 ? differences[i] : -differences[i];
            }

            count += (alternative == Alternative.TwoSided ? Math.Abs(sum) : sum) >= threshold ? 1 : 0;
        }

        return count / (resamples + 1.0);
    }
}
