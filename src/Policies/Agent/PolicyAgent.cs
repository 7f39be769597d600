using System.Collections.Immutable;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Agent;

/// <summary>Level 1 of the policy agent: which query strategy composes the next batch.</summary>
/// <remarks>
/// <para>A Bayesian linear regression of label-efficiency on the context for each arm, with a prior from elsewhere. The arm
/// with the highest posterior mean is taken, except for an exploration floor: a round is too dear, and there are too few,
/// for more exploration than the later evaluation needs.</para>
/// <para>Shapes: <c>p</c> context numbers, <c>K</c> available arms.</para>
/// <para>Range: with floor e, the preferred arm has probability <c>1 - (K - 1) e</c> and every other <c>e</c>.</para>
/// <para>Deterministic: pure functions; the order in which arms are given does not matter.</para>
/// <para>Cost: O(K p^3).</para>
/// <para>Source: Bayesian linear bandits (Agrawal and Goyal, ICML 2013) without posterior sampling; the discount is that
/// of Zhang et al., NeurIPS 2023 (TAILOR).</para>
/// </remarks>
public static class PolicyAgent
{
    private const ulong Purpose = 0x4147454E;
    private const int RewardsKept = 3;

    /// <summary>Draws the arm for a round.</summary>
    /// <param name="state">What was observed.</param>
    /// <param name="context">Shape <c>[p]</c>, finite.</param>
    /// <param name="availableArms">At least one; each has a prior.</param>
    /// <param name="seed">Source of the draw, mixed with the state's round.</param>
    /// <param name="options">Parameters.</param>
    /// <exception cref="ArgumentException">No arm, an arm twice or without a prior, a context of another width or not
    /// finite, an option out of range.</exception>
    public static ArmDecision Decide(
        AgentState state,
        ImmutableArray<double> context,
        IEnumerable<string> availableArms,
        ulong seed,
        AgentOptions options)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(availableArms);
        Check(options);
        CheckFinite(context, nameof(context));
        var arms = availableArms.Order(StringComparer.Ordinal).ToArray();
        if (arms.Length == 0 || arms.Distinct(StringComparer.Ordinal).Count() != arms.Length)
        {
            throw new ArgumentException("at least one arm, none twice", nameof(availableArms));
        }

        var beliefs = arms.Select(arm => Posterior.Of(PriorOf(arm, context.Length, options), EvidenceOf(arm, state), context))
            .ToArray();
        var baseline = options.Guard is null ? -1 : Array.IndexOf(arms, options.Guard.Baseline);
        var chances = beliefs.Select(belief => baseline < 0 ? (double?)null : belief.ChanceToMatch(beliefs[baseline]))
            .ToArray();
        var best = Best(beliefs, _ => true);
        var preferred = Best(beliefs, k => k == baseline || !(chances[k] < options.Guard?.Confidence));
        var floor = Math.Min(options.ExplorationFloor, 1.0 / arms.Length);
        var outlooks = arms
            .Select((arm, k) => new ArmOutlook(
                arm,
                k == preferred ? 1 - ((arms.Length - 1) * floor) : floor,
                beliefs[k].Mean,
                beliefs[k].Sd,
                chances[k]))
            .ToImmutableArray();
        var drawn = Draw(outlooks, KeyedDraws.Unit(KeyedDraws.Stream(seed, Purpose, state.Round), 0));
        var guard = options.Guard is null ? GuardState.NotConfigured
            : baseline < 0 ? GuardState.BaselineAbsent
            : best == preferred ? GuardState.Passed : GuardState.Held;
        return new ArmDecision(
            arms[drawn],
            outlooks[drawn].Probability,
            arms[preferred],
            outlooks,
            guard,
            context,
            state.Round,
            Explain(outlooks, drawn, preferred, best, guard, options));
    }

    /// <summary>Learns from the reward of a round; every arm's older evidence is discounted once.</summary>
    /// <param name="state">State in which the decision was made, or a later one.</param>
    /// <param name="decision">What was decided for the round.</param>
    /// <param name="reward">Label-efficiency of the round; see <see cref="LabelEfficiency"/>.</param>
    /// <param name="rewardVariance">At least 0, finite.</param>
    /// <param name="options">Parameters.</param>
    /// <exception cref="ArgumentException">The reward or its variance is not finite, or the variance is negative.</exception>
    public static AgentState Observe(
        AgentState state, ArmDecision decision, double reward, double rewardVariance, AgentOptions options)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(decision);
        Check(options);
        if (!double.IsFinite(reward) || !double.IsFinite(rewardVariance) || rewardVariance < 0)
        {
            throw new ArgumentException($"reward {reward} with variance {rewardVariance}", nameof(reward));
        }

        var (x, width) = (decision.Context, decision.Context.Length);
        var weight = 1 / (rewardVariance + options.ExtraRewardVariance);
        var known = EvidenceOf(decision.Arm, state) ??
            new ArmEvidence(decision.Arm, [.. new double[width * width]], [.. new double[width]], 0);
        if (known.Moment.Length != width)
        {
            throw new ArgumentException($"context of width {width}, evidence of {known.Moment.Length}", nameof(decision));
        }

        var arms = state.Arms
            .Where(arm => arm.Arm != decision.Arm)
            .Append(known)
            .Select(arm => arm with
            {
                Information = [.. arm.Information.Select(value => value * options.EvidenceDiscount)],
                Moment = [.. arm.Moment.Select(value => value * options.EvidenceDiscount)],
            })
            .Select(arm => arm.Arm != decision.Arm ? arm : arm with
            {
                Information = [.. arm.Information.Select((value, at) => value + (weight * x[at / width] * x[at % width]))],
                Moment = [.. arm.Moment.Select((value, at) => value + (weight * reward * x[at]))],
                Rounds = arm.Rounds + 1,
            })
            .OrderBy(arm => arm.Arm, StringComparer.Ordinal);
        return new AgentState(
            state.Round + 1, [.. arms], [.. state.RecentRewards.Append(reward).TakeLast(RewardsKept)]);
    }

    private static int Best(Posterior[] beliefs, Func<int, bool> admitted)
    {
        var best = -1;
        for (var k = 0; k < beliefs.Length; k++)
        {
            if (admitted(k) && (best < 0 || beliefs[k].Mean > beliefs[best].Mean))
            {
                best = k;
            }
        }

        return best;
    }

    private static int Draw(ImmutableArray<ArmOutlook> outlooks, double unit)
    {
        var last = 0;
        for (var k = 0; k < outlooks.Length; k++)
        {
            if (outlooks[k].Probability > 0)
            {
                last = k;
                unit -= outlooks[k].Probability;
                if (unit <= 0)
                {
                    break;
                }
            }
        }

        return last;
    }

    private static string Explain(
        ImmutableArray<ArmOutlook> outlooks, int drawn, int preferred, int best, GuardState guard, AgentOptions options)
    {
        var (taken, top) = (outlooks[drawn], outlooks[preferred]);
        var worth = $"expected efficiency {taken.Efficiency:0.00} ± {taken.EfficiencySd:0.00}";
        var text = drawn == preferred
            ? $"{taken.Arm}: {worth}, the highest admitted of {outlooks.Length} arms; drawn with chance {taken.Probability:0.00}"
            : $"{taken.Arm}: {worth}; explored with chance {taken.Probability:0.00} although {top.Arm} is expected to " +
                $"give {top.Efficiency:0.00}";
        return guard == GuardState.Held
            ? $"{text}; the guard held back {outlooks[best].Arm} ({outlooks[best].ChanceToMatchBaseline:0.00} likely to " +
                $"match {options.Guard?.Baseline}, {options.Guard?.Confidence:0.00} needed)"
            : text;
    }

    private static ArmPrior PriorOf(string arm, int width, AgentOptions options)
    {
        var prior = options.Priors.FirstOrDefault(candidate => candidate.Arm == arm) ??
            throw new ArgumentException($"arm '{arm}' has no prior", nameof(options));
        return prior.Mean.Length == width && prior.Precision.Length == width * width
            ? prior
            : throw new ArgumentException(
                $"prior of '{arm}' has {prior.Mean.Length} weights, the context {width} numbers", nameof(options));
    }

    private static ArmEvidence? EvidenceOf(string arm, AgentState state) =>
        state.Arms.FirstOrDefault(evidence => evidence.Arm == arm);

    private static void Check(AgentOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var inRange = options.ExplorationFloor is >= 0 and <= 1 && options.EvidenceDiscount is > 0 and <= 1 &&
            options.ExtraRewardVariance > 0 && options.Guard is null or { Confidence: >= 0.5 and <= 0.99 };
        if (!inRange)
        {
            throw new ArgumentException($"an option is out of range: {options}", nameof(options));
        }
    }

    private static void CheckFinite(ImmutableArray<double> context, string name)
    {
        if (context.IsDefaultOrEmpty || context.Any(value => !double.IsFinite(value)))
        {
            throw new ArgumentException("the context is empty or holds a number that is not finite", name);
        }
    }
}
