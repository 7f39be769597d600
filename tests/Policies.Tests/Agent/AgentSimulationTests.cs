using System.Collections.Immutable;
using ActiveSeg.Policies.Agent;

namespace ActiveSeg.Policies.Tests.Agent;

/// <summary>Simulated tasks: 40 rounds of 5 scans, six arms whose speed-up differs from task to task, noisy Dice.
/// These are simulations with known truth, and the agent's prior is the distribution that the tasks are drawn from:
/// they show that the learning works, not what it gains on images.</summary>
public sealed class AgentSimulationTests
{
    private const int Tasks = 200;
    private const int Rounds = 40;
    private const int BatchSize = 5;
    private const int StartScans = 10;
    private const double RetrainSd = 0.0045;
    private static readonly double[] LogSpeedMeans = [0, 0, 0.05, 0.10, 0.15, 0.20];

    private static readonly AgentOptions Options = new(
        [.. LogSpeedMeans.Select((mean, k) => ArmPrior.Independent(
            $"arm{k}", [Math.Exp(mean)], [k == 0 ? 0.001 : 0.2 * Math.Exp(mean)]))]);

    private static readonly ImmutableArray<string> Arms = [.. Options.Priors.Select(prior => prior.Arm)];

    [Fact]
    public void Agent_OverManyTasks_GainsMoreThanAUniformMixAndThanItsPriorAlone()
    {
        var (agent, mix, frozen, oracle) = (new double[Tasks], new double[Tasks], new double[Tasks], new double[Tasks]);
        for (var task = 0; task < Tasks; task++)
        {
            var speeds = Speeds(task);
            var plain = Run(task, speeds, (_, _) => 0);
            agent[task] = Run(task, speeds, Agent(task, learns: true)) - plain;
            frozen[task] = Run(task, speeds, Agent(task, learns: false)) - plain;
            var order = new Random(7000 + task);
            mix[task] = Run(task, speeds, (_, _) => order.Next(Arms.Length)) - plain;
            oracle[task] = Run(task, speeds, (_, _) => Array.IndexOf(speeds, speeds.Max())) - plain;
        }

        TestContext.Current.SendDiagnosticMessage(
            $"share of the oracle's gain: agent {agent.Sum() / oracle.Sum():0.000}, prior alone " +
            $"{frozen.Sum() / oracle.Sum():0.000}, uniform mix {mix.Sum() / oracle.Sum():0.000}; oracle {oracle.Average():0.0000}; " +
            $"t agent-mix {PairedT(agent, mix):0.0}, agent-prior {PairedT(agent, frozen):0.0}");
        Assert.True(PairedT(agent, mix) > 4);
        Assert.True(PairedT(agent, frozen) > 2);
        Assert.InRange(agent.Sum() / oracle.Sum(), 0.40, 0.75);
        Assert.InRange(mix.Sum() / oracle.Sum(), 0.20, 0.42);
    }

    [Fact]
    public void Agent_ArmsThatAreAllTheSame_GainsNothing()
    {
        for (var task = 0; task < 20; task++)
        {
            var speeds = new double[Arms.Length];
            Array.Fill(speeds, 1);

            Assert.Equal(0, Run(task, speeds, Agent(task, learns: true)) - Run(task, speeds, (_, _) => 0), 12);
        }
    }

    /// <summary>An arm chooser; it is told the reward of the last round, or null before the first.</summary>
    private static Func<int, EfficiencyReward?, int> Agent(int task, bool learns)
    {
        var state = AgentState.Empty;
        ArmDecision? last = null;
        return (round, reward) =>
        {
            if (learns && last is not null && reward is not null)
            {
                state = PolicyAgent.Observe(state, last, reward.Value, reward.Variance, Options);
            }

            last = PolicyAgent.Decide(state, [1], Arms, (ulong)((task * 1000) + round), Options);
            return Arms.IndexOf(last.Arm);
        };
    }

    /// <summary>Mean true Dice over the rounds.</summary>
    private static double Run(int task, double[] speeds, Func<int, EfficiencyReward?, int> choose)
    {
        var (curve, noise) = (ReferenceCurve.Assumed, new Random(31 + task));
        var (worth, total) = ((double)StartScans, 0.0);
        var measured = curve.DiceAt(worth) + (RetrainSd * Normal(noise));
        EfficiencyReward? reward = null;
        for (var round = 0; round < Rounds; round++)
        {
            worth += BatchSize * speeds[choose(round, reward)];
            var (before, scans) = (measured, StartScans + (BatchSize * round));
            measured = curve.DiceAt(worth) + (RetrainSd * Normal(noise));
            reward = LabelEfficiency.Between(curve, before, measured, scans, scans + BatchSize, RetrainSd);
            total += curve.DiceAt(worth) / Rounds;
        }

        return total;
    }

    private static double[] Speeds(int task)
    {
        var random = new Random(500 + task);
        return [.. LogSpeedMeans.Select((mean, k) => k == 0 ? 1 : Math.Exp(mean + (0.2 * Normal(random))))];
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static double PairedT(double[] a, double[] b)
    {
        var gaps = a.Zip(b, (x, y) => x - y).ToArray();
        var mean = gaps.Average();
        return mean / Math.Sqrt(gaps.Sum(gap => (gap - mean) * (gap - mean)) / (gaps.Length - 1) / gaps.Length);
    }
}
