using System.Text.Json;
using ActiveSeg.Contracts.Delineations;
using ActiveSeg.Contracts.Pools;
using ActiveSeg.Contracts.Projects;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Contracts.Worklists;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Training;
using ActiveSeg.Domain.Worklists;
using ActiveSeg.Grains.Tests.Cluster;

namespace ActiveSeg.Grains.Tests.Projects;

/// <summary>Every mutating call repeated with its id gives the same answer and one effect; with another payload it is refused.</summary>
[Collection(OneCluster.Name)]
public sealed class RequestIdTests(ClusterFixture cluster)
{
    private static CancellationToken Token => LiveProject.Token;

    [Fact]
    public async Task CoordinatorsCalls_Repeated_HaveOneEffect()
    {
        var project = new LiveProject(cluster, "repeat-coordinator");

        await RepeatAsync(project, call => project.Grain.CreateAsync(call, "Lumbar", LiveProject.Options, Token));
        NewScan[] scans = [await project.NewScanAsync(1), await project.NewScanAsync(2), await project.NewScanAsync(3)];
        await RepeatAsync(project, call => project.Grain.RegisterAsync(call, [.. scans], Token));
        await RepeatAsync(project, call => project.Scan("s03").ExcludeAsync(call, "blurred", Token));
        await RepeatAsync(project, call => project.Grain.LockReferenceSetAsync(call, 0, [new PatientId("p01")], Token));
        await RepeatAsync(project, call => project.SetReferenceAsync("s01", TestVolumes.Truth(), call));
        await RepeatAsync(project, call => project.Grain.StartRoundAsync(call, Token));

        var (state, counts) = (await project.ReadAsync(), await project.CountAsync());
        Assert.Equal((1, 64), (state.CurrentRound!.Value.Value, state.Lock!.Hash.Length));
        Assert.Equal((1, 1, 1, 3), (counts.Available, counts.Excluded, counts.Reference, counts.Registered));
        Assert.Single((await project.ReadScanAsync("s01")).State.References);
    }

    [Fact]
    public async Task RatersCalls_Repeated_HaveOneEffect()
    {
        var project = new LiveProject(cluster, "repeat-rater");
        await project.PrepareAsync();
        await project.OpenRoundAsync();
        Task<Answer<LeaseView>> Next(CallIdentity call) =>
            project.Grain.LeaseNextAsync(new LeaseNextCommand(call, new RaterId("ann"), false), Token);

        var first = (await RepeatAsync(project, Next)).Lease!;
        await RepeatAsync(project, call => project.Grain.RenewLeaseAsync(new LeaseCommand(call, first), Token));
        await RepeatAsync(project, call => project.Grain.ReleaseLeaseAsync(new LeaseCommand(call, first), Token));
        var second = (await RepeatAsync(project, Next)).Lease!;
        var mask = await project.UploadAsync(TestVolumes.Truth());
        await RepeatAsync(project, call => project.Scan(second.Scan.Value).SubmitAsync(
            new SubmitCommand(call, second, mask, TimeSpan.Zero, ""), Token));
        await RepeatAsync(project, call => project.Grain.CloseRoundAsync(call, Token));
        var round = await project.WaitAsync(RoundPhase.Training);

        Assert.Equal((2L, 1), (round.LastFencing, round.Assignments.Count(a => a.Status == AssignmentStatus.Submitted)));
        Assert.Single((await project.ReadScanAsync(second.Scan.Value)).State.Reads);
    }

    [Fact]
    public async Task TrainersCalls_Repeated_HaveOneEffect()
    {
        var project = new LiveProject(cluster, "repeat-trainer");
        await project.PrepareAsync();
        var round = (await LiveProject.OkAsync(project.Grain.StartRoundAsync(project.NewCall(), Token))).State;
        var trainer = project.Trainer(round.Number);
        await project.UntilAsync(async () => await trainer.ReadJobAsync(JobKind.Describe) is not null, () => "the job");

        var claimed = await RepeatAsync(project, call => trainer.Grain.ClaimAsync(call, new JobId(JobKind.Describe), "t1", Token));
        var failed = await RepeatAsync(
            project, call => trainer.Grain.FailAsync(call, new JobId(JobKind.Describe), claimed.Fencing, "once", true, Token));
        var again = await LiveProject.OkAsync(trainer.Grain.ClaimAsync(project.NewCall(), new JobId(JobKind.Describe), "t2", Token));
        var result = await trainer.ResultAsync(again, 0);
        await RepeatAsync(project, call => trainer.Grain.CompleteAsync(call, new JobId(JobKind.Describe), again.Fencing, result, Token));
        await project.WaitAsync(RoundPhase.Labelling);

        Assert.Equal((1L, 1), (claimed.Fencing, failed.Attempts));
        Assert.Equal((2L, 2), (again.Fencing, again.Attempts));
        Assert.Equal(1, (await project.ReadAsync()).SignalVersion);
    }

    [Fact]
    public async Task SetReference_RepeatedAfterTheSetWasSealed_GetsItsFirstAnswer()
    {
        var project = new LiveProject(cluster, "repeat-sealed");
        await LiveProject.OkAsync(project.Grain.CreateAsync(project.NewCall(), "x", LiveProject.Options, Token));
        await project.RegisterAsync(1, 3);
        await LiveProject.OkAsync(project.Grain.LockReferenceSetAsync(
            project.NewCall(), 0, [new PatientId("p01"), new PatientId("p02")], Token));
        var call = project.NewCall();
        var first = await LiveProject.OkAsync(project.SetReferenceAsync("s01", TestVolumes.Truth(), call));
        await LiveProject.OkAsync(project.SetReferenceAsync("s02", TestVolumes.Truth()));

        var repeated = await LiveProject.OkAsync(project.SetReferenceAsync("s01", TestVolumes.Truth(), call));
        var another = await LiveProject.ReasonAsync(project.SetReferenceAsync("s01", TestVolumes.Truth()));

        Assert.True((await project.ReadAsync()).Lock!.IsSealed);
        Assert.Equal((1, 1), (first.Outstanding, repeated.Outstanding));
        Assert.Equal("REFERENCE_SET_SEALED", another);
    }

    [Fact]
    public async Task TrainersCalls_StaleClaim_AreRefused()
    {
        var project = new LiveProject(cluster, "stale-claim");
        await project.PrepareAsync();
        var round = (await LiveProject.OkAsync(project.Grain.StartRoundAsync(project.NewCall(), Token))).State;
        var trainer = project.Trainer(round.Number);
        var stale = await trainer.ClaimAsync(JobKind.Describe);
        var taken = await LiveProject.ReasonAsync(trainer.Grain.ClaimAsync(project.NewCall(), new JobId(JobKind.Describe), "t2", Token));
        cluster.Clock.Advance(JobRules.Hold);
        var holder = await LiveProject.OkAsync(trainer.Grain.ClaimAsync(project.NewCall(), new JobId(JobKind.Describe), "t2", Token));
        var result = await trainer.ResultAsync(holder, 0);

        var beat = await LiveProject.ReasonAsync(trainer.Grain.HeartbeatAsync(new JobId(JobKind.Describe), stale.Fencing, "", Token));
        var complete = await LiveProject.ReasonAsync(
            trainer.Grain.CompleteAsync(project.NewCall(), new JobId(JobKind.Describe), stale.Fencing, result, Token));
        await LiveProject.OkAsync(trainer.Grain.HeartbeatAsync(new JobId(JobKind.Describe), holder.Fencing, "half", Token));
        await trainer.CompleteAsync(holder, result);
        await project.WaitAsync(RoundPhase.Labelling);

        Assert.Equal(("JOB_TAKEN", "CLAIM_LOST", "CLAIM_LOST"), (taken, beat, complete));
        Assert.Equal(stale.Fencing + 1, holder.Fencing);
    }

    private static async Task<T> RepeatAsync<T>(LiveProject project, Func<CallIdentity, Task<Answer<T>>> ask)
        where T : class
    {
        var call = project.NewCall("one payload");
        var first = await LiveProject.OkAsync(ask(call));

        var again = await LiveProject.OkAsync(ask(call));

        Assert.Equal(JsonSerializer.Serialize(first, StateJson.Options), JsonSerializer.Serialize(again, StateJson.Options));
        Assert.Equal("REQUEST_ID_REUSED", await LiveProject.ReasonAsync(ask(call with { Fingerprint = "another payload" })));
        return first;
    }
}
