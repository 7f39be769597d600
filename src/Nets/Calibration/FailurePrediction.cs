namespace ActiveSeg.Nets.Calibration;

/// <summary>How well a signal tells which scans were delineated badly.</summary>
/// <param name="Auroc">Of telling failures from successes; null unless there are both.</param>
/// <param name="Spearman">Rank correlation of the signal with Dice, negative when the signal is of use; null when either is constant.</param>
/// <param name="Aurc">Mean over all coverages of the mean <c>1 - Dice</c> of the scans kept, the surest first. Range: 0 to 1; lower is better.</param>
/// <param name="ExcessAurc">Of that, what the best possible order would not have.</param>
public sealed record FailurePrediction(AurocEstimate? Auroc, double? Spearman, double Aurc, double ExcessAurc)
{
    /// <summary>Dice below which a scan counts as failed unless said otherwise.</summary>
    public const double FailedBelow = 0.8;

    /// <summary>Measures a signal.</summary>
    /// <param name="signal">Higher should mean worse. Shape: <c>[n]</c>.</param>
    /// <param name="dice">True Dice. Shape: <c>[n]</c>. Range: 0 to 1.</param>
    /// <param name="failedBelow">A scan of lower Dice failed. Default: 0.8.</param>
    /// <remarks>
    /// <para>Scans of equal signal count as in every order at once.</para>
    /// <para>Cost: O(n log n).</para>
    /// <para>Source: Geifman, Uziel and El-Yaniv, ICLR 2019 (AURC and its excess).</para>
    /// </remarks>
    /// <exception cref="ArgumentException">There are no scans, the lengths differ, or a value is not finite.</exception>
    public static FailurePrediction Of(ReadOnlySpan<double> signal, ReadOnlySpan<double> dice, double failedBelow = FailedBelow)
    {
        Ranks.RequireFinitePairs(signal, dice);
        if (signal.IsEmpty)
        {
            throw new ArgumentException("no scans", nameof(signal));
        }

        var risks = Array.ConvertAll(dice.ToArray(), d => 1 - d);
        var aurc = RiskCoverage(signal.ToArray(), risks);
        return new FailurePrediction(
            Calibration.Auroc.Of(signal, Array.ConvertAll(dice.ToArray(), d => d < failedBelow)),
            Correlation(Ranks.Of(signal), Ranks.Of(dice)),
            aurc,
            Math.Max(0, aurc - RiskCoverage(risks, risks)));
    }

    private static double RiskCoverage(double[] signal, double[] risks)
    {
        var (sum, kept, area) = (0.0, 0, 0.0);
        foreach (var tied in signal.Zip(risks).GroupBy(p => p.First, p => p.Second).OrderBy(g => g.Key))
        {
            var (mean, count) = (tied.Average(), tied.Count());
            for (var i = 0; i < count; i++)
            {
                sum += mean;
                area += sum / ++kept;
            }
        }

        return area / kept;
    }

    private static double? Correlation(double[] first, double[] second)
    {
        var mean = (first.Length + 1) / 2.0;
        var (both, one, other) = (0.0, 0.0, 0.0);
        for (var i = 0; i < first.Length; i++)
        {
            both += (first[i] - mean) * (second[i] - mean);
            one += (first[i] - mean) * (first[i] - mean);
            other += (second[i] - mean) * (second[i] - mean);
        }

        return one > 0 && other > 0 ? both / Math.Sqrt(one * other) : null;
    }
}
