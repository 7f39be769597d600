using ActiveSeg.Domain.Experiments;
using ActiveSeg.Domain.Projects;
using static ActiveSeg.Domain.Tests.Scenario;

namespace ActiveSeg.Domain.Tests.Experiments;

public sealed class ExperimentRulesTests
{
    private static readonly string[] Strategies = ["random", "core-set"];

    private static readonly ExperimentSettings Settings =
        new() { Dataset = "spine", Policies = ["random", "core-set+floor"], Rounds = 4, Seeds = 3 };

    [Fact]
    public void Problems_UsableSettings_None()
    {
        Assert.Empty(Settings.Problems(Strategies));
        Assert.Equal(2 * 3 * 5, Settings.RoundsTotal);
    }

    [Theory]
    [InlineData("../spine")]
    [InlineData("a/b")]
    [InlineData(".hidden")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("sp ine")]
    public void Problems_DatasetThatIsNoName_AreTold(string dataset) =>
        Assert.StartsWith("dataset: ", Assert.Single((Settings with { Dataset = dataset }).Problems(Strategies)), StringComparison.Ordinal);

    [Fact]
    public void Problems_EverySettingOutOfRange_IsNamed()
    {
        var wrong = Settings with
        {
            Policies = ["nonsense"],
            Rounds = 0,
            BatchSize = 0,
            StartSize = -1,
            Seeds = 101,
            Steps = 0,
            TestShare = 1,
            NoiseRepeats = -1,
            Learner = (ExperimentLearner)7,
        };

        var named = wrong.Problems(Strategies).Select(p => p.Split(':')[0]);

        Assert.Equal(["policies", "rounds", "batch_size", "start_size", "seeds", "learner", "steps", "test_share", "noise_repeats"], named);
        Assert.Contains("policies: names repeat", (Settings with { Policies = ["random", "random"] }).Problems(Strategies));
        Assert.Contains("policies: 1 to 64", (Settings with { Policies = [] }).Problems(Strategies));
        Assert.NotEmpty((Settings with { TestShare = double.NaN }).Problems(Strategies));
    }

    [Fact]
    public void ToClaim_OldestFirstOfThoseThatCanRunThere()
    {
        var young = Queued("a", 3);
        var old = Queued("b", 1);
        var held = ExperimentRules.Claim(Queued("c", 0), "t1", Start)!;
        var elsewhere = Queued("d", 0) with { Settings = Settings with { Dataset = "knee" } };
        var over = ExperimentRules.Cancel(Queued("e", 0), Start)!;
        ExperimentState[] all = [young, old, held, elsewhere, over];

        var now = ExperimentRules.ToClaim(all, new HashSet<string> { "spine" }, isJobWaiting: false, Start);
        var later = ExperimentRules.ToClaim(all, new HashSet<string> { "spine" }, isJobWaiting: false, Start + ExperimentRules.Hold);

        Assert.Equal(["b", "a"], now.Select(e => e.Id.Value));
        Assert.Equal(["c", "b", "a"], later.Select(e => e.Id.Value));
    }

    [Fact]
    public void ToClaim_RoundsJobWaits_Nothing() =>
        Assert.Empty(ExperimentRules.ToClaim([Queued("a", 0)], new HashSet<string> { "spine" }, isJobWaiting: true, Start));

    [Fact]
    public void Claim_Queued_RaisesFencingAndHoldsUntilExpiry()
    {
        var held = ExperimentRules.Claim(Queued("a", 0), "t1", Start)!;

        Assert.Equal((ExperimentStatus.Running, 1L, 1, "t1"), (held.Status, held.Fencing, held.Attempts, held.Trainer));
        Assert.Null(ExperimentRules.Claim(held, "t2", Start + ExperimentRules.Hold - TimeSpan.FromTicks(1)));
        Assert.Equal(2, ExperimentRules.Claim(held, "t2", Start + ExperimentRules.Hold)!.Fencing);
    }

    [Fact]
    public void StaleFencing_ChangesNothing()
    {
        var first = ExperimentRules.Claim(Queued("a", 0), "t1", Start)!;
        var second = ExperimentRules.Claim(first, "t2", Start + ExperimentRules.Hold)!;

        Assert.Null(ExperimentRules.Heartbeat(second, first.Fencing, 3, "", Start));
        Assert.Null(ExperimentRules.Release(second, first.Fencing, ""));
        Assert.Null(ExperimentRules.Complete(second, first.Fencing, Artifact(1), Start));
        Assert.Null(ExperimentRules.Fail(second, first.Fencing, "", true, Start));
        Assert.Equal(ExperimentStatus.Done, ExperimentRules.Complete(second, second.Fencing, Artifact(1), Start)!.Status);
    }

    [Fact]
    public void Claim_AttemptsWithoutProgressUsedUp_FailsWithTheLastReason()
    {
        var experiment = Queued("a", 0) with { Attempts = ExperimentRules.MaxAttempts, Failure = "no space left" };

        var failed = ExperimentRules.Claim(experiment, "t1", Start)!;

        Assert.Equal(ExperimentStatus.Failed, failed.Status);
        Assert.Contains("no space left", failed.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Heartbeat_Progress_ForgetsAttemptsAndNeverFalls()
    {
        var held = ExperimentRules.Claim(Queued("a", 0) with { Attempts = 6, RoundsDone = 4 }, "t1", Start)!;

        var same = ExperimentRules.Heartbeat(held, 1, 0, "starting", Start + TimeSpan.FromSeconds(5))!;
        var further = ExperimentRules.Heartbeat(same, 1, 5, "5 of 30", Start)!;
        var beyond = ExperimentRules.Heartbeat(further, 1, 99, "", Start)!;

        Assert.Equal((4, 7, Start + TimeSpan.FromSeconds(5) + ExperimentRules.Hold), (same.RoundsDone, same.Attempts, same.ExpiresAt));
        Assert.Equal((5, 1, "5 of 30"), (further.RoundsDone, further.Attempts, further.Message));
        Assert.Equal(Settings.RoundsTotal, beyond.RoundsDone);
    }

    [Fact]
    public void Release_IsNoAttempt()
    {
        var held = ExperimentRules.Claim(Queued("a", 0), "t1", Start)!;

        var released = ExperimentRules.Release(held, 1, "a round's job goes first")!;

        Assert.Equal((ExperimentStatus.Queued, 0, null), (released.Status, released.Attempts, released.ExpiresAt));
        Assert.Null(ExperimentRules.Complete(released, 1, Artifact(1), Start));
    }

    [Theory]
    [InlineData(true, 1, ExperimentStatus.Queued)]
    [InlineData(false, 1, ExperimentStatus.Failed)]
    [InlineData(true, ExperimentRules.MaxAttempts, ExperimentStatus.Failed)]
    public void Fail_RetriableOrNot_PutsBackOrEnds(bool retriable, int attempts, ExperimentStatus expected)
    {
        var held = ExperimentRules.Claim(Queued("a", 0), "t1", Start)! with { Attempts = attempts };

        Assert.Equal(expected, ExperimentRules.Fail(held, 1, "no", retriable, Start)!.Status);
    }

    [Fact]
    public void Cancel_RunningOrOver_TakesTheClaimAwayOrIsRefused()
    {
        var held = ExperimentRules.Claim(Queued("a", 0), "t1", Start)!;
        var done = ExperimentRules.Complete(held, 1, Artifact(1), Start)!;

        var cancelled = ExperimentRules.Cancel(held, Start)!;

        Assert.Equal((ExperimentStatus.Cancelled, Start), (cancelled.Status, cancelled.EndedAt));
        Assert.Null(ExperimentRules.Heartbeat(cancelled, 1, 1, "", Start));
        Assert.Equal(cancelled, ExperimentRules.Cancel(cancelled, Start + Hour));
        Assert.Null(ExperimentRules.Cancel(done, Start));
        Assert.Equal(Settings.RoundsTotal, done.RoundsDone);
    }

    [Fact]
    public void ExperimentIdOf_Request_IsANameAndTheSameEachTime()
    {
        var request = RequestId.Parse("0198c0de-0000-7000-8000-00000000000f");

        Assert.Equal(ExperimentId.Of(request), ExperimentId.Parse(ExperimentId.Of(request).Value));
    }

    private static ExperimentState Queued(string id, int minute) =>
        ExperimentRules.Submit(ExperimentId.Parse(id), Settings, Start.AddMinutes(minute));
}
