namespace ActiveSeg.Nets.Calibration;

/// <summary>Area under the ROC curve with its interval.</summary>
public static class Auroc
{
    private const double Normal95 = 1.959963984540054;

    /// <summary>The area by ranks; none unless some scans failed and some did not.</summary>
    /// <param name="signal">Higher should mean failed. Shape: <c>[n]</c>.</param>
    /// <param name="failed">Shape: <c>[n]</c>.</param>
    /// <remarks>
    /// <para>The interval is DeLong's, cut at 0 and 1. Where that has no width (the signal separates failures wholly) or is not
    /// defined (one failure or one success), it is Newcombe's, which keeps its width at the ends.</para>
    /// <para>Cost: O(n log n).</para>
    /// <para>Source: DeLong et al., Biometrics 44 (1988) 837, by ranks as Sun and Xu, IEEE Signal Processing Letters 21 (2014) 1389;
    /// Newcombe, Statistics in Medicine 25 (2006) 559, method 5.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">The lengths differ, or a signal is not finite.</exception>
    public static AurocEstimate? Of(ReadOnlySpan<double> signal, ReadOnlySpan<bool> failed)
    {
        Ranks.RequireFinite(signal, failed.Length);
        var m = failed.Count(true);
        var n = failed.Length - m;
        if (m == 0 || n == 0)
        {
            return null;
        }

        var ranks = Ranks.Of(signal);
        var (failures, successes) = (Placements(signal, failed, ranks, true, n), Placements(signal, failed, ranks, false, m));
        var area = failures.Average();
        var variance = m == 1 || n == 1 ? 0 : (Variance(failures) / m) + (Variance(successes) / n);
        if (variance > 1e-20)
        {
            var reach = Normal95 * Math.Sqrt(variance);
            return new AurocEstimate(area, Math.Max(0, area - reach), Math.Min(1, area + reach), m, n);
        }

        return new AurocEstimate(area, ScoreEnd(area, 0, m, n), ScoreEnd(area, 1, m, n), m, n);
    }

    /// <summary>For each scan of one kind, the share of the other kind's scans that have a lower signal, ties counting half.</summary>
    private static double[] Placements(ReadOnlySpan<double> signal, ReadOnlySpan<bool> failed, double[] ranks, bool kind, int others)
    {
        var (own, inAll) = (new List<double>(), new List<double>());
        for (var i = 0; i < signal.Length; i++)
        {
            if (failed[i] == kind)
            {
                own.Add(signal[i]);
                inAll.Add(ranks[i]);
            }
        }

        var within = Ranks.Of(own.ToArray());
        return [.. inAll.Select((rank, i) => (rank - within[i]) / others)];
    }

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1);
    }

    /// <summary>The area on one side whose own standard error reaches to the estimate.</summary>
    private static double ScoreEnd(double area, double end, int m, int n)
    {
        var (outer, inner, extra) = (end, area, ((m + n) / 2.0) - 1);
        for (var step = 0; step < 60; step++)
        {
            var a = (outer + inner) / 2;
            var variance = a * (1 - a) / ((double)m * n) * (1 + (extra * (1 - a) / (2 - a)) + (extra * a / (1 + a)));
            (outer, inner) = Math.Abs(area - a) > Normal95 * Math.Sqrt(variance) ? (a, inner) : (outer, a);
        }

        return (outer + inner) / 2;
    }
}
