using ActiveSeg.Contracts.Experiments;
using ActiveSeg.Contracts.Keys;
using ActiveSeg.Contracts.Projects;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Domain.Experiments;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Grains.Tests.Cluster;
using ActiveSeg.TestKit.Stores;

namespace ActiveSeg.Grains.Tests.Experiments;

[Collection(OneCluster.Name)]
public sealed class ExperimentGrainTests(ClusterFixture cluster)
{
    private static readonly ExperimentSettings Settings = new() { Dataset = "spine", Policies = ["random", "core-set+floor"], Rounds = 2, Seeds = 2 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Submit_Repeated_GivesTheRecordedAnswerAndAnotherPayloadIsRefused()
    {
        var (grain, call) = (Grain("repeated"), NewCall());

        var first = await LiveProject.OkAsync(grain.SubmitAsync(call, Settings, Token));
        await LiveProject.OkAsync(grain.ClaimAsync(NewCall(), "t1", Token));
        var again = await LiveProject.OkAsync(grain.SubmitAsync(call, Settings, Token));

        Assert.Equal((ExperimentStatus.Queued, first.CreatedAt), (again.Status, again.CreatedAt));
        Assert.Equal(Settings.Policies, again.Settings.Policies);
        Assert.Equal("REQUEST_ID_REUSED", await LiveProject.ReasonAsync(grain.SubmitAsync(call with { Fingerprint = "other" }, Settings, Token)));
        Assert.Equal("EXPERIMENT_EXISTS", await LiveProject.ReasonAsync(grain.SubmitAsync(NewCall(), Settings, Token)));
    }

    [Fact]
    public async Task Submit_UnknownPolicyOrPath_IsRefused()
    {
        var grain = Grain("refused");

        var answer = await grain.SubmitAsync(NewCall(), Settings with { Policies = ["no-such"], Dataset = "../x" }, Token);

        Assert.Equal("INVALID_SETTINGS", answer.Refusal!.Reason);
        Assert.Contains("no-such", answer.Refusal.Message, StringComparison.Ordinal);
        Assert.Contains("../x", answer.Refusal.Message, StringComparison.Ordinal);
        Assert.Equal("EXPERIMENT_NOT_FOUND", await LiveProject.ReasonAsync(grain.GetAsync(Token)));
    }

    [Fact]
    public async Task Claim_LeaseExpired_IsAnothersAndTheFirstIsFencedOff()
    {
        var grain = await SubmittedAsync("expired");
        var first = await LiveProject.OkAsync(grain.ClaimAsync(NewCall(), "t1", Token));
        await LiveProject.OkAsync(grain.HeartbeatAsync(first.Fencing, 3, "3 of 12", Token));

        var taken = await LiveProject.ReasonAsync(grain.ClaimAsync(NewCall(), "t2", Token));
        cluster.Clock.Advance(ExperimentRules.Hold);
        var second = await LiveProject.OkAsync(grain.ClaimAsync(NewCall(), "t2", Token));
        var stale = await LiveProject.ReasonAsync(grain.CompleteAsync(NewCall(), first.Fencing, SampleStates.Artifact("a"), Token));
        var done = await LiveProject.OkAsync(grain.CompleteAsync(NewCall(), second.Fencing, SampleStates.Artifact("b"), Token));

        Assert.Equal("EXPERIMENT_TAKEN", taken);
        Assert.Equal(("CLAIM_LOST", 3), (stale, second.RoundsDone));
        Assert.Equal((ExperimentStatus.Done, SampleStates.Artifact("b")), (done.Status, done.Results!.Value));
    }

    [Fact]
    public async Task Claim_ByManyAtOnce_OneHasIt()
    {
        var grain = await SubmittedAsync("contended");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => grain.ClaimAsync(NewCall(), $"t{i}", Token)));

        Assert.Equal(1, answers.Count(a => a.Value is not null));
    }

    [Fact]
    public async Task Claim_RepeatedThroughAnotherExperimentsGrain_GivesTheRecordedClaim()
    {
        var (mine, other, call) = (await SubmittedAsync("mine"), await SubmittedAsync("other"), NewCall());
        await LiveProject.OkAsync(mine.ClaimAsync(call, "t1", Token));

        var again = await LiveProject.OkAsync(other.ClaimAsync(call, "t1", Token));

        Assert.Equal(("mine", ExperimentStatus.Queued), (again.Id.Value, (await LiveProject.OkAsync(other.GetAsync(Token))).Status));
    }

    [Fact]
    public async Task Cancel_WhileRunning_TheTrainersNextWordIsRefused()
    {
        var grain = await SubmittedAsync("cancelled");
        var held = await LiveProject.OkAsync(grain.ClaimAsync(NewCall(), "t1", Token));

        await LiveProject.OkAsync(grain.CancelAsync(NewCall(), Token));
        var beat = await LiveProject.ReasonAsync(grain.HeartbeatAsync(held.Fencing, 1, "", Token));

        Assert.Equal("CLAIM_LOST", beat);
        Assert.Equal("EXPERIMENT_TAKEN", await LiveProject.ReasonAsync(grain.ClaimAsync(NewCall(), "t2", Token)));
        Assert.Equal(ExperimentStatus.Cancelled, (await LiveProject.OkAsync(grain.CancelAsync(NewCall(), Token))).Status);
    }

    [Fact]
    public async Task ReleaseAndFail_PutBackWithReasonAndStatusInTheListing()
    {
        var grain = await SubmittedAsync("given-back");
        var held = await LiveProject.OkAsync(grain.ClaimAsync(NewCall(), "t1", Token));

        await LiveProject.OkAsync(grain.ReleaseAsync(NewCall(), held.Fencing, "a round's job goes first", Token));
        var queued = await ListedAsync("given-back", ExperimentStatus.Queued);
        var next = await LiveProject.OkAsync(grain.ClaimAsync(NewCall(), "t1", Token));
        var failed = await LiveProject.OkAsync(grain.FailAsync(NewCall(), next.Fencing, "CONFIGURATION: no", retriable: false, Token));

        Assert.Equal(("a round's job goes first", 1), (queued!.Message, next.Attempts));
        Assert.Equal((ExperimentStatus.Failed, "CONFIGURATION: no"), (failed.Status, failed.Failure));
        Assert.Null(await ListedAsync("given-back", ExperimentStatus.Queued));
        Assert.NotNull(await ListedAsync("given-back", ExperimentStatus.Failed));
        Assert.Equal("EXPERIMENT_OVER", await LiveProject.ReasonAsync(grain.CancelAsync(NewCall(), Token)));
    }

    private static CallIdentity NewCall() => new(new RequestId(Guid.NewGuid()), "payload");

    private IExperimentGrain Grain(string name) => cluster.Grains.ExperimentGrain(ExperimentId.Parse(name));

    private async Task<IExperimentGrain> SubmittedAsync(string name)
    {
        await LiveProject.OkAsync(Grain(name).SubmitAsync(NewCall(), Settings, Token));
        return Grain(name);
    }

    private async Task<ExperimentState?> ListedAsync(string name, ExperimentStatus status)
    {
        var found = await cluster.Store.ListAsync<ExperimentState>(DocumentKind.Experiment, DocumentKey.Experiments, [status.ToString()], Token);
        return found.Select(e => e.Value).FirstOrDefault(e => e.Id.Value == name);
    }
}
