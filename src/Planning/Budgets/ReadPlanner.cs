using System.Collections.Immutable;
using ActiveSeg.Planning.Forecasts;

namespace ActiveSeg.Planning.Budgets;

/// <summary>More scans, or more reads of each: which gives the better network for the same expert minutes.</summary>
/// <remarks>
/// <para>
/// Model: a read is the truth plus independent noise of variance s²; agreement of two reads is <c>r = t² / (t² + s²)</c>, so that the
/// consensus of k reads has noise s²/k and reliability <c>R(k) = k r / (1 + (k - 1) r)</c>. A scan with reliability R counts as R
/// noiseless labels, hence as <c>R(k) / R(k0)</c> labels of a curve measured with k0 reads.
/// </para>
/// <para>
/// R(k)/k only falls with k: while scans are free and plenty, one read each is best under this model. More reads win when the pool runs
/// out, or when a scan itself costs minutes.
/// </para>
/// <para>Deterministic. Source: the prophecy formula of Spearman and of Brown, British Journal of Psychology 1910.</para>
/// </remarks>
public static class ReadPlanner
{
    private static readonly int[] Reads = [1, 2, 3, 5];

    private static readonly ImmutableArray<string> Assumptions =
    [
        "Errors of reads are independent; a bias that raters share is learned and no number of reads removes it.",
        "A noisy label counts as the fraction of a label that its reliability says; the asymptote stays the same.",
        "Agreement of two reads is taken as reliability; for Dice this is a stand-in, not an identity.",
        "New scans are chosen as before, so that the measured curve goes on.",
        "Value of several reads for evaluation, and for training raters, is not counted.",
    ];

    /// <summary>Reliability of the consensus of so many reads.</summary>
    /// <param name="agreement">Agreement of two single reads. Range: 0 to 1, 0 excluded.</param>
    /// <param name="reads">Reads. Range: at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static double Reliability(double agreement, int reads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(reads, 1);
        if (!(agreement > 0 && agreement <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(agreement), agreement, "Agreement lies in (0, 1].");
        }

        return reads * agreement / (1 + ((reads - 1) * agreement));
    }

    /// <summary>Compares 1, 2, 3 and 5 reads a scan.</summary>
    /// <param name="curve">Posterior of the curve measured so far.</param>
    /// <param name="budget">What is to be spent.</param>
    /// <exception cref="ArgumentException">A number of the budget is out of range.</exception>
    /// <exception cref="NotEstimableException">The budget does not pay for one read of one scan, or no scan is left.</exception>
    public static ReadPlan Plan(CurvePosterior curve, ReadBudget budget)
    {
        ArgumentNullException.ThrowIfNull(curve);
        ArgumentNullException.ThrowIfNull(budget);
        if (!(budget.ExpertMinutes >= 0) || !(budget.MinutesPerRead > 0) || !(budget.MinutesPerScan >= 0)
            || !double.IsFinite(budget.ExpertMinutes + budget.MinutesPerRead + budget.MinutesPerScan) || budget.PoolScans < 0)
        {
            throw new ArgumentException("Minutes are finite and not negative, a read takes some, a pool has 0 scans or more.", nameof(budget));
        }

        var before = Reliability(budget.ReadAgreement, budget.ReadsSoFar);
        var measured = curve.Points[^1].Labelled;
        var options = ImmutableArray.CreateBuilder<ReadOption>();
        foreach (var reads in Reads)
        {
            var price = budget.MinutesPerScan + (reads * budget.MinutesPerRead);
            var scans = (int)Math.Min(budget.PoolScans, Math.Floor(budget.ExpertMinutes / price));
            if (scans > 0)
            {
                var effective = scans * Reliability(budget.ReadAgreement, reads) / before;
                options.Add(new(reads, scans, scans * price, effective, curve.At(measured + effective)));
            }
        }

        if (options.Count == 0)
        {
            throw new NotEstimableException(
                $"{budget.ExpertMinutes:0.#} minutes and {budget.PoolScans} scans do not pay for one read of one scan; there is nothing to plan.");
        }

        // The forecast rises with effective labels; comparing these keeps sampling noise of the forecast out of the choice.
        var best = options.OrderByDescending(option => option.EffectiveLabels).ThenBy(option => option.ReadsPerScan).First();
        var decisive = options.Where(option => option != best).All(option => option.Forecast.High < best.Forecast.Median);
        return new(best, options.ToImmutable(), decisive, Assumptions);
    }
}
