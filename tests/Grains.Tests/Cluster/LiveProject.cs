using System.Collections.Immutable;
using ActiveSeg.Contracts.Delineations;
using ActiveSeg.Contracts.Keys;
using ActiveSeg.Contracts.Pools;
using ActiveSeg.Contracts.Projects;
using ActiveSeg.Contracts.Volumes;
using ActiveSeg.Contracts.Worklists;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Worklists;
using ActiveSeg.Imaging;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Grains.Tests.Cluster;

/// <summary>One project of one test: what a coordinator and raters do with it, through the grains.</summary>
internal sealed class LiveProject(ClusterFixture cluster, string name)
{
    private int _calls;

    public ProjectId Id { get; } = ProjectId.Parse(name);

    public IProjectGrain Grain { get; } = cluster.Grains.GetGrain<IProjectGrain>(name);

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static ProjectOptions Options { get; } = new()
    {
        Structures = [new Structure(TestVolumes.Canal, "canal"), new Structure(TestVolumes.Foramina, "foramina")],
        ReadsPerScan = 3,
        BatchSize = 3,
        BudgetInScans = 100,
        Strata = ["scanner"],
    };

    public static ImmutableArray<string> Raters { get; } = ["ann", "ben", "cleo"];

    /// <summary>An id that the project has not seen, for a payload.</summary>
    public CallIdentity NewCall(string payload = "payload") =>
        new(new RequestId(new Guid(++_calls, 7, 7, [1, 2, 3, 4, 5, 6, 7, 8])), payload);

    /// <summary>The value of an answer; fails the test with the refusal.</summary>
    public static async Task<T> OkAsync<T>(Task<Answer<T>> asking)
        where T : class
    {
        var answer = await asking;
        Assert.True(answer.Refusal is null, $"{answer.Refusal?.Reason}: {answer.Refusal?.Message}");
        return answer.Value!;
    }

    /// <summary>The reason of a refusal; fails the test when it was no refusal.</summary>
    public static async Task<string> ReasonAsync<T>(Task<Answer<T>> asking)
        where T : class
    {
        var answer = await asking;
        Assert.True(answer.Refusal is not null, $"done, but should have been refused: {answer.Value}");
        return answer.Refusal.Reason;
    }

    /// <summary>Creates the project with scans s01, s02, … of one patient each, the last two of them locked with references.</summary>
    public async Task PrepareAsync(ProjectOptions? options = null, int scans = 12)
    {
        await OkAsync(Grain.CreateAsync(NewCall(), name, options ?? Options, Token));
        await RegisterAsync(1, scans);
        await OkAsync(Grain.LockReferenceSetAsync(
            NewCall(), 0, [new PatientId($"p{scans - 1:d2}"), new PatientId($"p{scans:d2}")], Token));
        foreach (var scan in (int[])[scans - 1, scans])
        {
            await OkAsync(SetReferenceAsync($"s{scan:d2}", TestVolumes.Truth()));
        }
    }

    /// <summary>Registers scans by number; patient p of scan s by default.</summary>
    public async Task<Registrations> RegisterAsync(int first, int count, string? patient = null)
    {
        var scans = ImmutableArray.CreateBuilder<NewScan>();
        for (var i = first; i < first + count; i++)
        {
            scans.Add(await NewScanAsync(i, patient));
        }

        return await OkAsync(Grain.RegisterAsync(NewCall(), scans.ToImmutable(), Token));
    }

    public async Task<NewScan> NewScanAsync(int number, string? patient = null)
    {
        var image = await cluster.Artifacts.WriteAsync(VolumeCodec.WriteVolume(TestVolumes.Image(number)), Token);
        return new NewScan(
            new ScanId($"s{number:d2}"),
            new PatientId(patient ?? $"p{number:d2}"),
            image,
            TestVolumes.Grid.ToGeometry(),
            ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("scanner", number % 2 == 0 ? "A" : "B"));
    }

    public async Task<ArtifactRef> UploadAsync(LabelMap mask) =>
        await cluster.Artifacts.WriteAsync(new VolumeCodec().WriteLabels(mask), Token);

    public async Task<Answer<ReferenceView>> SetReferenceAsync(string scan, LabelMap mask, CallIdentity? call = null) =>
        await Scan(scan).SetReferenceAsync(
            new SetReferenceCommand(call ?? NewCall(), await UploadAsync(mask), "made up"), Token);

    public IScanGrain Scan(string scan) => cluster.Grains.ScanGrain(Id, new ScanId(scan));

    public async Task<ScanView> ReadScanAsync(string scan) => await OkAsync(Scan(scan).GetAsync(Token));

    public async Task<ProjectState> ReadAsync() => (await OkAsync(Grain.GetAsync(Token))).State;

    public async Task<ScanCounts> CountAsync() => (await OkAsync(Grain.GetAsync(Token))).Counts;

    public async Task<RoundState> RoundAsync() => (await OkAsync(Grain.GetRoundAsync(null, Token))).State;

    /// <summary>Starts a round and waits for its worklist; describes the pool first where that is asked for.</summary>
    public async Task<RoundState> OpenRoundAsync()
    {
        var started = (await OkAsync(Grain.StartRoundAsync(NewCall(), Token))).State;
        if (started.Phase == RoundPhase.Describing)
        {
            await Trainer(started.Number).DescribeAsync();
        }

        return await WaitAsync(RoundPhase.Labelling);
    }

    public LiveTrainer Trainer(RoundNumber round) => new(cluster, this, round);

    /// <summary>Waits until the work that has been asked for has brought the current round to a phase.</summary>
    public async Task<RoundState> WaitAsync(RoundPhase phase)
    {
        RoundState? seen = null;
        await UntilAsync(async () => (seen = await RoundAsync()).Phase == phase, () => $"{phase}; it is {seen?.Phase}");
        return seen!;
    }

    public async Task UntilAsync(Func<Task<bool>> holds, Func<string> what)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var i = 0; i < 1000; i++)
        {
            if (await holds())
            {
                return;
            }

            await timer.WaitForNextTickAsync(Token);
        }

        Assert.Fail($"waited in vain for {what()}\n{string.Join('\n', cluster.Log.Of(name).TakeLast(5))}");
    }

    public async Task<LeaseView> LeaseAsync(string rater, bool adjudicator = false, CallIdentity? call = null) =>
        await OkAsync(Grain.LeaseNextAsync(new LeaseNextCommand(call ?? NewCall(), new RaterId(rater), adjudicator), Token));

    public async Task<Answer<SubmissionView>> SubmitAsync(Lease lease, LabelMap mask, CallIdentity? call = null) =>
        await SubmitAsync(lease, await UploadAsync(mask), call);

    public Task<Answer<SubmissionView>> SubmitAsync(Lease lease, ArtifactRef mask, CallIdentity? call = null) =>
        Scan(lease.Scan.Value).SubmitAsync(
            new SubmitCommand(call ?? NewCall(), lease, mask, TimeSpan.FromMinutes(3), "test 1.0"), Token);

    /// <summary>Every rater reads everything there is for them.</summary>
    /// <param name="maskOf">What a rater draws; the same mask for everybody by default.</param>
    public async Task ReadAllAsync(Func<string, LabelMap>? maskOf = null)
    {
        foreach (var rater in Raters)
        {
            while ((await LeaseAsync(rater)).Lease is { } lease)
            {
                await OkAsync(SubmitAsync(lease, maskOf?.Invoke(rater) ?? TestVolumes.Truth()));
            }
        }
    }

    /// <summary>A whole round, from start to end.</summary>
    /// <param name="dice">What the trainer reports for its model on the locked set.</param>
    public async Task<RoundState> RunRoundAsync(double dice)
    {
        var round = await OpenRoundAsync();
        await ReadAllAsync();
        await Trainer(round.Number).TrainAsync(dice);
        return await WaitAsync(RoundPhase.Closed);
    }
}
