using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Training;
using static ActiveSeg.Domain.Tests.Scenario;

namespace ActiveSeg.Domain.Tests.Training;

public sealed class JobRulesTests
{
    private static readonly TrainingResult Result = new(Artifact(1), Artifact(2), Artifact(3));

    [Fact]
    public void Claim_Waiting_RaisesFencingAndHoldsUntilExpiry()
    {
        var job = JobRules.Claim(Waiting(), "t1", Start)!;

        Assert.Equal((JobStatus.Leased, 1L, 1, "t1"), (job.Status, job.Fencing, job.Attempts, job.Trainer));
        Assert.Null(JobRules.Claim(job, "t2", Start + JobRules.Hold - TimeSpan.FromTicks(1)));
        Assert.Equal(2, JobRules.Claim(job, "t2", Start + JobRules.Hold)!.Fencing);
    }

    [Fact]
    public void Complete_StaleFencing_IsRefused()
    {
        var first = JobRules.Claim(Waiting(), "t1", Start)!;
        var second = JobRules.Claim(first, "t2", Start + JobRules.Hold)!;

        Assert.Null(JobRules.Complete(second, first.Fencing, Result));
        Assert.Null(JobRules.Heartbeat(second, first.Fencing, "", Start));
        Assert.Equal(JobStatus.Done, JobRules.Complete(second, second.Fencing, Result)!.Status);
    }

    [Fact]
    public void Claim_AttemptsUsedUp_FailsTheJobWithItsLastReason()
    {
        var job = Waiting() with { Attempts = JobRules.MaxAttempts, Failure = "out of memory" };

        var failed = JobRules.Claim(job, "t1", Start)!;

        Assert.Equal(JobStatus.Failed, failed.Status);
        Assert.Contains("out of memory", failed.Failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 1, JobStatus.Waiting)]
    [InlineData(false, 1, JobStatus.Failed)]
    [InlineData(true, JobRules.MaxAttempts, JobStatus.Failed)]
    public void Fail_RetriableOrNot_PutsBackOrEnds(bool retriable, int attempts, JobStatus expected)
    {
        var job = Waiting() with { Status = JobStatus.Leased, Fencing = 7, Attempts = attempts };

        Assert.Equal(expected, JobRules.Fail(job, 7, "no", retriable)!.Status);
        Assert.Null(JobRules.Fail(job, 6, "no", retriable));
    }

    [Fact]
    public void HandBack_CostsNoAttempt_UnlessTheClaimIsLost()
    {
        var job = JobRules.Claim(Waiting(), "t1", Start)!;

        Assert.Equal((JobStatus.Waiting, 0), (JobRules.HandBack(job, 1)!.Status, JobRules.HandBack(job, 1)!.Attempts));
        Assert.Null(JobRules.HandBack(job, 2));
    }

    [Fact]
    public void Drop_OfAJobThatIsOver_ChangesNothing()
    {
        var done = Waiting() with { Status = JobStatus.Done };

        Assert.Equal(done, JobRules.Drop(done, "late"));
        Assert.Equal((JobStatus.Failed, "late"), (JobRules.Drop(Waiting(), "late").Status, JobRules.Drop(Waiting(), "late").Failure));
    }

    [Theory]
    [InlineData(null, 0.1, true)]
    [InlineData(0.80, 0.81, true)]
    [InlineData(0.80, 0.80, false)]
    [InlineData(0.80, 0.79, false)]
    [InlineData(null, double.NaN, false)]
    public void PromotionDecide_OnlyBetterOnTheSameSet_IsPromoted(double? promoted, double candidate, bool expected)
    {
        var model = Model(candidate);

        Assert.Equal(expected, PromotionRules.Decide(model, promoted, "lock").Promote);
        Assert.False(PromotionRules.Decide(model, promoted, "another lock").Promote);
        Assert.False(PromotionRules.Decide(model with { Defect = "the loss is not a number" }, promoted, "lock").Promote);
    }

    private static TrainingJob Waiting() => new(
        Project, new RoundNumber(1), JobKind.Train, Artifact(8), new ModelVersion(1), JobStatus.Waiting, "", 0, 0, null, "", null, "");

    private static ModelState Model(double dice) => new(
        Project, new ModelVersion(2), new RoundNumber(2), Artifact(1), Artifact(2), Artifact(3), "lock", 4, dice, [], Hour, Start);
}
