using System.Collections.Immutable;
using ActiveSeg.Planning.OffPolicy;
using ActiveSeg.Planning.Statistics.Numerics;
using ActiveSeg.Planning.Tests.Statistics;

namespace ActiveSeg.Planning.Tests.OffPolicy;

public sealed class OffPolicyEstimatesTests
{
    private static readonly double[] Means = [0.2, 0.5, 0.9];
    private static readonly double[] Logged = [0.6, 0.25, 0.15];
    private static readonly double[] Target = [0.1, 0.3, 0.6];

    private static readonly double Truth = Target.Zip(Means, (p, mean) => p * mean).Sum();

    [Fact]
    public void Of_LoggedPolicyItself_IsThePlainMean()
    {
        var decisions = Enumerable.Range(0, 20).Select(i => new LoggedDecision(0.5, 0.5, i)).ToImmutableArray();

        var report = OffPolicyEstimates.Of(decisions);

        Assert.Equal(20, report.EffectiveSampleSize, 12);
        Assert.Equal(9.5, report.ImportanceWeighted.Value, 12);
        Assert.Equal(9.5, report.SelfNormalised.Value, 12);
        Assert.Equal(report.ImportanceWeighted.StandardError, report.SelfNormalised.StandardError, 12);
        Assert.Equal(Math.Sqrt(35.0 / 20), report.ImportanceWeighted.StandardError, 12);
    }

    [Fact]
    public void Of_ManyLogs_AreUnbiasedAndCoverTheTruth()
    {
        var random = new RandomStream(90);
        const int Runs = 600;
        var reports = Enumerable.Range(0, Runs).Select(_ => OffPolicyEstimates.Of(Log(random, 300, Means))).ToArray();

        foreach (var estimates in (Func<OffPolicyReport, OffPolicyEstimate>[])
            [r => r.ImportanceWeighted, r => r.SelfNormalised, r => r.DoublyRobust, r => r.SelfNormalisedDoublyRobust])
        {
            var values = reports.Select(report => estimates(report).Value).ToArray();
            var error = Moments.StandardDeviation(values) / Math.Sqrt(Runs);
            Assert.InRange(values.Average(), Truth - (4 * error) - 0.002, Truth + (4 * error) + 0.002);
            Assert.InRange(Moments.StandardDeviation(values) / reports.Average(report => estimates(report).StandardError), 0.88, 1.12);
            var covered = Simulated.Share(Runs, i => Math.Abs(values[i] - Truth) <= 1.96 * estimates(reports[i]).StandardError);
            Assert.InRange(covered, 0.91, 0.98);
        }
    }

    [Fact]
    public void Of_RightModel_ScattersLess()
    {
        var random = new RandomStream(91);
        var reports = Enumerable.Range(0, 300).Select(_ => OffPolicyEstimates.Of(Log(random, 200, Means))).ToArray();

        Assert.True(reports.Average(r => r.DoublyRobust.StandardError) < 0.8 * reports.Average(r => r.ImportanceWeighted.StandardError));
    }

    [Fact]
    public void Of_WrongModel_IsStillUnbiased()
    {
        var random = new RandomStream(92);
        var values = Enumerable.Range(0, 600).Select(_ => OffPolicyEstimates.Of(Log(random, 200, [0.9, 0.1, 0.3])).DoublyRobust.Value).ToArray();

        var error = Moments.StandardDeviation(values) / Math.Sqrt(values.Length);
        Assert.InRange(values.Average(), Truth - (4 * error), Truth + (4 * error));
    }

    [Fact]
    public void Of_HeavyWeights_AreClippedDownwards()
    {
        var decisions = Log(new RandomStream(93), 400, Means);

        var report = OffPolicyEstimates.Of(decisions, largestWeight: 2);

        Assert.True(report.Clipped.Value < report.ImportanceWeighted.Value);
        Assert.Equal((double)decisions.Count(d => d.Weight > 2) / 400, report.ClippedShare);
    }

    [Theory]
    [InlineData(0.05, 30, 2.0)]
    [InlineData(0.10, 20, 4.0)]
    public void EffectiveSampleSize_FortyRoundsSixArms_IsTheFloorsPrice(double floor, int preferred, double other)
    {
        // Rounds in their expected numbers: the preferred arm is taken unless one of the five others is, each at the floor.
        var log = Enumerable.Range(0, 40).Select(i => i < preferred ? 0 : 1 + (int)((i - preferred) / (40 * floor))).ToArray();

        double Effective(int arm) => OffPolicyEstimates.EffectiveSampleSize(
            [.. log.Select(taken => new LoggedDecision(taken == 0 ? 1 - (5 * floor) : floor, taken == arm ? 1 : 0, 1))]);

        Assert.Equal(preferred, Effective(0), 9);
        Assert.Equal(other, Effective(1), 9);
    }

    [Fact]
    public void Of_OneStudyAndAnotherArm_IsRefused()
    {
        ImmutableArray<LoggedDecision> log = [.. Enumerable.Range(0, 40).Select(i => new LoggedDecision(i < 2 ? 0.05 : 0.75, i < 2 ? 1 : 0, 1))];

        var refusal = Assert.Throws<NotEstimableException>(() => OffPolicyEstimates.Of(log));

        Assert.Contains("2.0", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0.5, 1)]
    [InlineData(0.5, 1.5, 1)]
    [InlineData(0.5, 0.5, double.NaN)]
    public void Of_OutOfRange_IsRefused(double logged, double target, double reward) =>
        Assert.Throws<ArgumentException>(() => OffPolicyEstimates.Of([new LoggedDecision(logged, target, reward)]));

    private static ImmutableArray<LoggedDecision> Log(RandomStream random, int rounds, double[] model)
    {
        var modelled = Target.Zip(model, (p, q) => p * q).Sum();
        return
        [
            .. Enumerable.Range(0, rounds).Select(_ =>
            {
                var draw = random.Unit();
                var arm = draw < Logged[0] ? 0 : draw < Logged[0] + Logged[1] ? 1 : 2;
                return new LoggedDecision(Logged[arm], Target[arm], Means[arm] + (0.1 * random.Normal()), model[arm], modelled);
            }),
        ];
    }
}
