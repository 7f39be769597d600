using System.Collections.Immutable;
using ActiveSeg.Planning.Statistics.Numerics;

namespace ActiveSeg.Planning.OffPolicy;

/// <summary>Judges a policy by rounds that another one decided.</summary>
/// <remarks>
/// <para>Weights are those of the round's arm, not of its whole batch, which would explode. Rewards carry over between rounds of one study, so
/// that a standard error is too small; pool studies.</para>
/// <para>Source: IPS: Horvitz and Thompson, JASA 1952; SNIPS: Swaminathan and Joachims, NeurIPS 2015; DR: Dudik, Langford and Li, ICML 2011; effective sample
/// size: Kish 1965.</para>
/// </remarks>
public static class OffPolicyEstimates
{
    /// <summary>Effective rounds below which no estimate is given.</summary>
    public const double FewestEffective = 10;

    /// <summary><c>(sum w)^2 / sum w^2</c>: equally weighted rounds that would scatter as much. 0 where the policy takes no logged arm.</summary>
    /// <exception cref="ArgumentException">A probability is out of range or a reward not finite.</exception>
    public static double EffectiveSampleSize(ImmutableArray<LoggedDecision> decisions)
    {
        Check(decisions);
        var (sum, squares) = (decisions.Sum(d => d.Weight), decisions.Sum(d => d.Weight * d.Weight));
        return squares > 0 ? sum * sum / squares : 0;
    }

    /// <summary>All estimates of the target policy.</summary>
    /// <param name="decisions">Logged rounds, pooled over studies.</param>
    /// <param name="largestWeight">Cap of the clipped estimate. Range: above 0. Default: 10.</param>
    /// <exception cref="NotEstimableException">The effective sample size is below <see cref="FewestEffective"/>.</exception>
    /// <exception cref="ArgumentException">A probability is out of range or a reward not finite.</exception>
    public static OffPolicyReport Of(ImmutableArray<LoggedDecision> decisions, double largestWeight = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(largestWeight, 0);
        var effective = EffectiveSampleSize(decisions);
        if (effective < FewestEffective)
        {
            throw new NotEstimableException(
                $"{decisions.Length} logged rounds are worth {effective:0.0} for this policy; an estimate needs at least {FewestEffective}: pool more studies");
        }

        var total = decisions.Sum(d => d.Weight);
        return new OffPolicyReport(
            decisions.Length,
            effective,
            MeanOf(decisions.Select(d => d.Weight * d.Reward)),
            MeanOf(decisions.Select(d => Math.Min(d.Weight, largestWeight) * d.Reward)),
            Ratio(decisions, total, d => d.Reward, _ => 0),
            MeanOf(decisions.Select(d => d.ModelledTargetReward + (d.Weight * (d.Reward - d.ModelledReward)))),
            Ratio(decisions, total, d => d.Reward - d.ModelledReward, d => d.ModelledTargetReward),
            (double)decisions.Count(d => d.Weight > largestWeight) / decisions.Length);
    }

    private static OffPolicyEstimate MeanOf(IEnumerable<double> terms)
    {
        var values = terms.ToArray();
        return new OffPolicyEstimate(Moments.Mean(values), Moments.StandardDeviation(values) / Math.Sqrt(values.Length));
    }

    // sum(w f) / sum(w) + mean(g), with the delta method's standard error.
    private static OffPolicyEstimate Ratio(
        ImmutableArray<LoggedDecision> decisions, double total, Func<LoggedDecision, double> weighted, Func<LoggedDecision, double> added)
    {
        var n = decisions.Length;
        var ratio = decisions.Sum(d => d.Weight * weighted(d)) / total;
        var mean = decisions.Average(added);
        var squares = decisions.Sum(d => Math.Pow((n / total * d.Weight * (weighted(d) - ratio)) + added(d) - mean, 2));
        return new OffPolicyEstimate(ratio + mean, Math.Sqrt(squares / (n - 1.0) / n));
    }

    private static void Check(ImmutableArray<LoggedDecision> decisions)
    {
        foreach (var d in decisions)
        {
            if (!(d.LoggedProbability is > 0 and <= 1) || !(d.TargetProbability is >= 0 and <= 1)
                || !double.IsFinite(d.Reward) || !double.IsFinite(d.ModelledReward) || !double.IsFinite(d.ModelledTargetReward))
            {
                throw new ArgumentException($"a logged round is out of range: {d}", nameof(decisions));
            }
        }
    }
}
