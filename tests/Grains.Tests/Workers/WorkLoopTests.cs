using System.Text.Json;
using ActiveSeg.Contracts.Artifacts;
using ActiveSeg.Contracts.Keys;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Contracts.Workers;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Training;
using ActiveSeg.Grains.Tests.Cluster;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace ActiveSeg.Grains.Tests.Workers;

[Collection(OneCluster.Name)]
public sealed class WorkLoopTests(ClusterFixture cluster)
{
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(60);
    private static readonly JsonSerializerOptions TupleJson = new(StateJson.Options) { IncludeFields = true };

    private static CancellationToken Token => LiveProject.Token;

    [Fact]
    public async Task Work_TakenByAProcessThatDied_IsTakenAgainAndDoneOnce()
    {
        var project = await TakeBeforeTheLoopsAsync();
        var trainer = project.Trainer(new RoundNumber(1));
        Assert.Null(await trainer.ReadJobAsync(JobKind.Describe));

        cluster.Clock.Advance(Hold);
        var job = await trainer.ClaimAsync(JobKind.Describe);
        cluster.Clock.Advance(2 * Hold);
        var left = await cluster.Store.TakeWorkAsync(1000, TimeSpan.Zero, Token);

        Assert.Equal((1L, 1), (job.Fencing, job.Attempts));
        Assert.DoesNotContain(left, message => message.Project == project.Id);
    }

    [Fact]
    public async Task Workers_DoneTwice_ChangeNothingTheSecondTime()
    {
        var project = new LiveProject(cluster, "done-twice");
        await project.PrepareAsync();
        var round = await project.RunRoundAsync(0.6);
        var before = (await project.ReadAsync(), await project.RoundAsync(), await project.CountAsync());
        var (grains, scan) = (cluster.Grains, round.Picks[0].Scan);

        await grains.GetGrain<IManifestWorkerGrain>(0).WriteAsync(project.Id, round.Number, JobKind.Describe, Token);
        await grains.GetGrain<ISelectionWorkerGrain>(0).SelectAsync(project.Id, round.Number, Token);
        await grains.GetGrain<IConsensusWorkerGrain>(0).FuseAsync(project.Id, scan, Token);
        await grains.GetGrain<IManifestWorkerGrain>(0).WriteAsync(project.Id, round.Number, JobKind.Train, Token);
        await grains.GetGrain<IResultWorkerGrain>(0).ApplyAsync(project.Id, round.Number, new JobId(JobKind.Describe), Token);
        await grains.GetGrain<IManifestWorkerGrain>(0).WriteAsync(project.Id, round.Number, JobKind.Score, Token);
        await grains.GetGrain<IResultWorkerGrain>(0).ApplyAsync(project.Id, round.Number, new JobId(JobKind.Train), Token);
        await grains.GetGrain<IResultWorkerGrain>(0).ApplyAsync(project.Id, round.Number, new JobId(JobKind.Score), Token);

        var after = (await project.ReadAsync(), await project.RoundAsync(), await project.CountAsync());
        Assert.Equal(Text(before), Text(after));
        Assert.Single((await project.ReadScanAsync(scan.Value)).State.References);
    }

    [Fact]
    public async Task Selection_ScansWereTakenOutAfterAnEarlierReadOfThePool_PicksNoneOfThem()
    {
        var project = new LiveProject(cluster, "stale-pool");
        await project.PrepareAsync(LiveProject.Options with { ReadsPerScan = 1, Policy = "random" });
        var first = await project.RunRoundAsync(0.6);
        for (var shard = 0; shard < 4; shard++)
        {
            await cluster.Grains.PoolGrain(project.Id, shard, 4).ReadAsync(Token);
        }

        var open = Enumerable.Range(1, 10).Select(i => $"s{i:d2}").Except(first.Picks.Select(p => p.Scan.Value)).ToList();
        foreach (var scan in open.Skip(2))
        {
            await LiveProject.OkAsync(project.Scan(scan).ExcludeAsync(project.NewCall(), "blurred", Token));
        }

        var second = await project.OpenRoundAsync();

        Assert.Equal(open.Take(2), second.Picks.Select(p => p.Scan.Value).Order());
    }

    [Fact]
    public async Task Exceptions_CrossingSilos_KeepTheirTypeSoThatCallersCanTellThemApart()
    {
        var project = new LiveProject(cluster, "lost-artifact");
        await project.PrepareAsync();
        var round = (await LiveProject.OkAsync(project.Grain.StartRoundAsync(project.NewCall(), Token))).State;
        var trainer = project.Trainer(round.Number);
        var job = await trainer.ClaimAsync(JobKind.Describe);
        var lost = new ArtifactRef(new string('b', 64), 5);
        await trainer.CompleteAsync(job, await trainer.ResultAsync(job, 0) with { Signals = lost });
        var serializer = cluster.ClientServices.GetRequiredService<Serializer>();

        var missing = await Assert.ThrowsAsync<ArtifactMissingException>(() => cluster.Grains
            .GetGrain<IResultWorkerGrain>(0).ApplyAsync(project.Id, round.Number, new JobId(JobKind.Describe), Token));
        var unavailable = serializer.Deserialize<Exception>(
            serializer.SerializeToArray<Exception>(new StoreUnavailableException(new string('x', 200_000))));

        Assert.Equal(lost, missing.Artifact);
        Assert.Equal(200_000, Assert.IsType<StoreUnavailableException>(unavailable).Message.Length);
    }

    /// <summary>A project whose round has been started by hand, with its work taken by nobody who will do it.</summary>
    private async Task<LiveProject> TakeBeforeTheLoopsAsync()
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var project = new LiveProject(cluster, $"dead-taker-{attempt}");
            await project.PrepareAsync();
            var key = DocumentKey.OfProject(project.Id);
            var stored = (await cluster.Store.ReadAsync<ProjectState>(key, Token))!;
            var round = RoundRules.Start(stored.Value, describe: true, await cluster.Store.ReadClockAsync(Token));
            var outcome = await cluster.Store.CommitAsync(
                new Commit(
                    project.Id,
                    null,
                    [
                        new DocumentWrite(key, stored.Version, stored.Value with { CurrentRound = round.Number }),
                        new DocumentWrite(DocumentKey.OfRound(project.Id, round.Number), 0, round, $"{round.Phase}"),
                    ],
                    [],
                    [new NewWork(WorkKind.DescribeRequested, $"{round.Number}")]),
                Token);
            Assert.IsType<CommitOutcome.Committed>(outcome);
            var taken = await cluster.Store.TakeWorkAsync(100, Hold, Token);
            if (taken.Any(message => message.Project == project.Id))
            {
                return project;
            }
        }

        throw new InvalidOperationException("the loops were faster twenty times");
    }

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, TupleJson);
}
