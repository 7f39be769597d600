using System.Collections.Immutable;
using System.Text.Json;
using ActiveSeg.Policies.Agent;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Tests.Agent;

public sealed class PolicyAgentTests
{
    private static readonly string[] Arms = ["a", "b", "c", "d"];

    private static readonly ImmutableArray<double> Context = [1, 0.5];

    [Fact]
    public void Decide_ManySeeds_FrequenciesAreTheLoggedProbabilities()
    {
        const int draws = 40_000;
        var counts = Arms.ToDictionary(arm => arm, _ => 0);
        ArmDecision decision = null!;
        for (var seed = 0; seed < draws; seed++)
        {
            decision = PolicyAgent.Decide(AgentState.Empty, Context, Arms, (ulong)seed, Options());
            counts[decision.Arm]++;
        }

        Assert.Equal(1, decision.Outlooks.Sum(arm => arm.Probability), 12);
        Assert.All(decision.Outlooks, arm =>
        {
            var error = Math.Sqrt(arm.Probability * (1 - arm.Probability) / draws);
            Assert.InRange(counts[arm.Arm] / (double)draws, arm.Probability - (4 * error), arm.Probability + (4 * error));
        });
    }

    [Fact]
    public void Decide_FloorOfFivePercent_EveryArmHasItAndTheBestTheRest()
    {
        var decision = PolicyAgent.Decide(AgentState.Empty, Context, Arms, 1, Options());

        Assert.Equal("c", decision.Preferred);
        Assert.Equal([0.05, 0.05, 0.85, 0.05], decision.Outlooks.Select(arm => Math.Round(arm.Probability, 12)));
        Assert.Equal(decision.Outlooks.Single(arm => arm.Arm == decision.Arm).Probability, decision.Probability);
        Assert.Contains(decision.Arm, decision.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_MoreArmsThanTheFloorAllows_Uniform()
    {
        var decision = PolicyAgent.Decide(AgentState.Empty, Context, Arms, 1, Options() with { ExplorationFloor = 0.4 });

        Assert.All(decision.Outlooks, arm => Assert.Equal(0.25, arm.Probability, 12));
    }

    [Fact]
    public void Decide_ArmsInAnotherOrder_SameDecision()
    {
        for (var seed = 0UL; seed < 50; seed++)
        {
            var straight = PolicyAgent.Decide(AgentState.Empty, Context, Arms, seed, Options());
            var turned = PolicyAgent.Decide(AgentState.Empty, Context, Arms.Reverse(), seed, Options());

            Assert.Equal(straight.Arm, turned.Arm);
            Assert.Equal(straight.Outlooks.AsEnumerable(), turned.Outlooks);
        }
    }

    [Fact]
    public void Decide_GuardAndNoEvidence_KeepsTheBaselineAndTheFloor()
    {
        var options = Options() with { Guard = new AgentGuard("a") };

        var decision = PolicyAgent.Decide(AgentState.Empty, Context, Arms, 1, options);

        Assert.Equal(GuardState.Held, decision.Guard);
        Assert.Equal("a", decision.Preferred);
        Assert.InRange(decision.Outlooks[2].ChanceToMatchBaseline!.Value, 0.5, 0.7);
        Assert.All(decision.Outlooks, arm => Assert.True(arm.Probability >= 0.05));
        Assert.Contains("guard held back c", decision.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_GuardAndGoodEvidence_LetsTheArmThrough()
    {
        var options = Options() with { Guard = new AgentGuard("a"), ExplorationFloor = 0 };
        var free = options with { Guard = null };
        var state = AgentState.Empty;
        for (var round = 0; round < 6; round++)
        {
            state = PolicyAgent.Observe(state, PolicyAgent.Decide(state, Context, ["c"], 1, free), 1.6, 0.05, free);
        }

        var decision = PolicyAgent.Decide(state, Context, Arms, 1, options);

        Assert.Equal(GuardState.Passed, decision.Guard);
        Assert.Equal("c", decision.Arm);
        Assert.True(decision.Outlooks[2].ChanceToMatchBaseline >= 0.7);
    }

    [Fact]
    public void Decide_BaselineNotAvailable_SaysSo()
    {
        var options = Options() with { Guard = new AgentGuard("a") };

        var decision = PolicyAgent.Decide(AgentState.Empty, Context, ["b", "c"], 1, options);

        Assert.Equal(GuardState.BaselineAbsent, decision.Guard);
        Assert.Equal("c", decision.Preferred);
    }

    [Fact]
    public void Observe_OneWeight_IsTheTextbookPosteriorWithDiscount()
    {
        var options = new AgentOptions([ArmPrior.Independent("a", [1.1], [0.2])]) { ExtraRewardVariance = 0.01 };
        var (state, precision, moment) = (AgentState.Empty, 0.0, 0.0);
        foreach (var (reward, variance) in new[] { (0.4, 0.3), (1.9, 0.1), (1.2, 0.7) })
        {
            state = PolicyAgent.Observe(state, PolicyAgent.Decide(state, [1.0], ["a"], 1, options), reward, variance, options);
            (precision, moment) = ((0.9 * precision) + (1 / (variance + 0.01)), (0.9 * moment) + (reward / (variance + 0.01)));
        }

        var outlook = PolicyAgent.Decide(state, [1.0], ["a"], 1, options).Outlooks[0];

        Assert.Equal(((1.1 / 0.04) + moment) / ((1 / 0.04) + precision), outlook.Efficiency, 12);
        Assert.Equal(1 / Math.Sqrt((1 / 0.04) + precision), outlook.EfficiencySd, 12);
        Assert.Equal([0.4, 1.9, 1.2], state.RecentRewards);
        Assert.Equal(3, state.Round);
    }

    [Fact]
    public void Observe_TwoWeights_MatchesTheSolvedNormalEquations()
    {
        var options = Options();
        var decision = PolicyAgent.Decide(AgentState.Empty, [1, 2], ["a"], 1, options);

        var state = PolicyAgent.Observe(AgentState.Empty, decision, 2, 0.24, options);

        var (p0, w) = (1 / 0.04, 1 / 0.25);
        var (a, b, c, d) = (p0 + w, 2 * w, 2 * w, p0 + (4 * w));
        var (e, f) = ((p0 * 1.0) + (2 * w), 4 * w);
        var theta = (First: ((e * d) - (b * f)) / ((a * d) - (b * c)), Second: ((a * f) - (e * c)) / ((a * d) - (b * c)));
        var outlook = PolicyAgent.Decide(state, [1, 3], ["a"], 1, options).Outlooks[0];
        Assert.Equal(theta.First + (3 * theta.Second), outlook.Efficiency, 10);
        Assert.Equal(Math.Sqrt((d - (2 * 3 * b) + (9 * a)) / ((a * d) - (b * c))), outlook.EfficiencySd, 10);
    }

    [Fact]
    public void State_ThroughJson_DecidesTheSame()
    {
        var (options, state) = (Options(), AgentState.Empty);
        for (var round = 0; round < 5; round++)
        {
            var decision = PolicyAgent.Decide(state, Context, Arms, (ulong)round, options);
            state = PolicyAgent.Observe(state, decision, 1 + (0.1 * round), 0.2, options);
        }

        var read = JsonSerializer.Deserialize<AgentState>(JsonSerializer.Serialize(state))!;

        var (before, after) = (PolicyAgent.Decide(state, Context, Arms, 9, options), PolicyAgent.Decide(read, Context, Arms, 9, options));
        Assert.Equal(before.Outlooks.AsEnumerable(), after.Outlooks);
        Assert.Equal(JsonSerializer.Serialize(state), JsonSerializer.Serialize(read));
    }

    [Fact]
    public void Decide_BadInput_Refused()
    {
        var options = Options();

        Assert.ThrowsAny<ArgumentException>(() => PolicyAgent.Decide(AgentState.Empty, Context, [], 1, options));
        Assert.ThrowsAny<ArgumentException>(() => PolicyAgent.Decide(AgentState.Empty, Context, ["a", "a"], 1, options));
        Assert.ThrowsAny<ArgumentException>(() => PolicyAgent.Decide(AgentState.Empty, Context, ["z"], 1, options));
        Assert.ThrowsAny<ArgumentException>(() => PolicyAgent.Decide(AgentState.Empty, [1, double.NaN], Arms, 1, options));
        Assert.ThrowsAny<ArgumentException>(() => PolicyAgent.Decide(AgentState.Empty, [1, 2, 3], Arms, 1, options));
        Assert.ThrowsAny<ArgumentException>(
            () => PolicyAgent.Decide(AgentState.Empty, Context, Arms, 1, options with { ExplorationFloor = -1 }));
        Assert.ThrowsAny<ArgumentException>(
            () => PolicyAgent.Decide(AgentState.Empty, Context, Arms, 1, options with { Guard = new AgentGuard("a", 0.2) }));
        var decision = PolicyAgent.Decide(AgentState.Empty, Context, Arms, 1, options);
        Assert.ThrowsAny<ArgumentException>(() => PolicyAgent.Observe(AgentState.Empty, decision, double.NaN, 1, options));
        Assert.ThrowsAny<ArgumentException>(() => PolicyAgent.Observe(AgentState.Empty, decision, 1, -1, options));
    }

    [Fact]
    public void AssumedPrior_EveryArm_IsACatalogueStrategyAndDecides()
    {
        Assert.All(AssumedPrior.Arms, prior => Assert.Equal(prior.Arm, StrategyCatalogue.Named(prior.Arm).Name));
        var context = new AgentContext(0.1, 0.3, 0, 0.2, 0.8, 0.1).ToVector();

        var decision = PolicyAgent.Decide(
            AgentState.Empty, context, AssumedPrior.Arms.Select(prior => prior.Arm), 3, new AgentOptions(AssumedPrior.Arms));

        Assert.Equal(AssumedPrior.Arms.Length, decision.Outlooks.Length);
    }

    private static AgentOptions Options() => new(
        [.. Arms.Select((arm, k) => ArmPrior.Independent(arm, [1 + (0.05 * Math.Min(k, 2)) - (k == 3 ? 0.2 : 0), 0], [0.2, 0.2]))]);
}
