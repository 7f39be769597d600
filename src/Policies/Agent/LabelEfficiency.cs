namespace ActiveSeg.Policies.Agent;

/// <summary>Reward of a round: how many randomly chosen scans one of its scans was worth.</summary>
/// <remarks>
/// <para><c>s = (f^-1(Dice_t) - f^-1(Dice_{t-1})) / B</c> with the reference curve f; variance
/// <c>2 sigma^2 / (f'(n) B)^2</c>, so that late, flat rounds count little. Successive rewards share a Dice and are
/// negatively correlated; the agent does not model that.</para>
/// </remarks>
public static class LabelEfficiency
{
    /// <summary>The inverse of the curve is held within this factor of the scans really labelled.</summary>
    private const double LargestFactor = 4;

    /// <summary>Efficiency of the scans added between two models.</summary>
    /// <param name="curve">Reference curve.</param>
    /// <param name="diceBefore">On the locked reference set. Range: 0 to 1.</param>
    /// <param name="diceAfter">On the same set. Range: 0 to 1.</param>
    /// <param name="scansBefore">Labelled scans behind the first model; at least 1.</param>
    /// <param name="scansAfter">Labelled scans behind the second; more than before.</param>
    /// <param name="retrainSd">Standard deviation of Dice between retrainings on the same scans; at least 0.</param>
    /// <exception cref="ArgumentException">A number is out of range or not finite.</exception>
    public static EfficiencyReward Between(
        ReferenceCurve curve, double diceBefore, double diceAfter, int scansBefore, int scansAfter, double retrainSd)
    {
        ArgumentNullException.ThrowIfNull(curve);
        if (diceBefore is not (>= 0 and <= 1) || diceAfter is not (>= 0 and <= 1))
        {
            throw new ArgumentException($"Dice {diceBefore} and {diceAfter} are not in 0 to 1", nameof(diceAfter));
        }

        if (scansBefore < 1 || scansAfter <= scansBefore)
        {
            throw new ArgumentException($"labelled scans go from {scansBefore} to {scansAfter}", nameof(scansAfter));
        }

        if (!double.IsFinite(retrainSd) || retrainSd < 0)
        {
            throw new ArgumentException($"sd {retrainSd} is negative or not finite", nameof(retrainSd));
        }

        var (before, after) = (curve.ScansFor(diceBefore), curve.ScansFor(diceAfter));
        var (heldBefore, heldAfter) = (Held(before, scansBefore), Held(after, scansAfter));
        var added = scansAfter - scansBefore;
        var variance = 2 * Math.Pow(retrainSd / (curve.SlopeAt(scansAfter) * added), 2);
        var isClamped = heldBefore != before || heldAfter != after;
        if (isClamped)
        {
            // The curve says only that the true number of scans lies beyond the clamp.
            variance = Math.Max(variance, Math.Pow((double)scansAfter / added, 2));
        }

        return new EfficiencyReward((heldAfter - heldBefore) / added, variance, isClamped);
    }

    private static double Held(double scans, int labelled) =>
        Math.Clamp(scans, labelled / LargestFactor, labelled * LargestFactor);
}
