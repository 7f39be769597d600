using System.Collections.Immutable;
using ActiveSeg.Contracts.Pools;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;

namespace ActiveSeg.TestKit.Stores;

public abstract partial class StoreConformance
{
    [Fact]
    public async Task InitializeAsync_Twice_IsHarmless()
    {
        await CommittedAsync(CommitOf(documents: [ProjectWrite(0)]));

        await Store.InitializeAsync(Token);

        Assert.Equal(1, (await ProjectAsync()).Version);
    }

    [Fact]
    public async Task InitializeAsync_ByEightAtOnce_AllSucceed()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(OpenOneAsync, Token)));

        Assert.All(stores, Assert.True);

        async Task<bool> OpenOneAsync()
        {
            var store = Create();
            await store.InitializeAsync(Token);
            var absent = await store.ReadAsync<ProjectState>(DocumentKey.OfProject(Lumbar), Token) is null;
            await CloseAsync(store);
            return absent;
        }
    }

    [Fact]
    public async Task ReadClockAsync_ManyTimes_NeverGoesBackAndIsUtc()
    {
        var readings = new List<DateTimeOffset>();

        for (var i = 0; i < 50; i++)
        {
            readings.Add(await Store.ReadClockAsync(Token));
        }

        Assert.Equal(readings.Order(), readings);
        Assert.All(readings, r => Assert.Equal(TimeSpan.Zero, r.Offset));
        Assert.All(readings, r => Assert.Equal(0, r.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    [Fact]
    public async Task ReadAsync_Absent_IsNull() =>
        Assert.Null(await Store.ReadAsync<ProjectState>(DocumentKey.OfProject(Lumbar), Token));

    [Fact]
    public async Task CommitAsync_NewDocument_IsReadBackAtVersionOne()
    {
        await CommittedAsync(CommitOf(documents: [ProjectWrite(0)]));

        var read = await ProjectAsync();

        Assert.Equal(1, read.Version);
        Same(SampleStates.State(Lumbar), read.Value);
    }

    [Fact]
    public async Task CommitAsync_ExpectedVersion_RaisesItByOne()
    {
        await CommittedAsync(CommitOf(documents: [ProjectWrite(0)]));

        await CommittedAsync(CommitOf(documents: [ProjectWrite(1, "Spine")]));

        var read = await ProjectAsync();
        Assert.Equal(2, read.Version);
        Assert.Equal("Spine", read.Value.DisplayName);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(7)]
    public async Task CommitAsync_OtherVersionThanExpected_ConflictsAndNamesIt(long expected)
    {
        await CommittedAsync(CommitOf(documents: [ProjectWrite(0)]));

        var outcome = await Store.CommitAsync(CommitOf(documents: [ProjectWrite(expected, "Spine")]), Token);

        Assert.Contains("Project", Assert.IsType<CommitOutcome.Conflict>(outcome).What, StringComparison.Ordinal);
        Assert.Equal("Lumbar", (await ProjectAsync()).Value.DisplayName);
    }

    [Fact]
    public async Task CommitAsync_UpdateOfAbsentDocument_Conflicts()
    {
        var outcome = await Store.CommitAsync(CommitOf(documents: [ProjectWrite(1)]), Token);

        Assert.IsType<CommitOutcome.Conflict>(outcome);
    }

    [Fact]
    public async Task CommitAsync_LastScanIsStale_NothingOfItHappens()
    {
        var scans = Enumerable.Range(0, 4).Select(i => SampleStates.Scan(Lumbar, $"s{i}")).ToArray();
        await Store.RegisterAsync(Lumbar, scans, Token);
        await CommittedAsync(CommitOf(documents: [ProjectWrite(0)]));
        var assigned = scans.Select(s => s with { Status = ScanStatus.Assigned, Round = new RoundNumber(1) }).ToArray();

        var outcome = await Store.CommitAsync(
            CommitOf(
                SampleStates.Request(1),
                [ProjectWrite(1, "Spine"), new DocumentWrite(DocumentKey.OfAgent(Lumbar), 0, new Note("prior"))],
                [new(1, assigned[0]), new(1, assigned[1]), new(1, assigned[2]), new(9, assigned[3])],
                [new NewWork(WorkKind.ConsensusRequested, "s0")]),
            Token);

        Assert.Equal("scan s3", Assert.IsType<CommitOutcome.Conflict>(outcome).What);
        Assert.Equal("Lumbar", (await ProjectAsync()).Value.DisplayName);
        Assert.Null(await Store.ReadAsync<Note>(DocumentKey.OfAgent(Lumbar), Token));
        Assert.All(await Store.ListScansAsync(Lumbar, new ScanFilter(), Token), s => Assert.Equal(1, s.Version));
        Assert.Null(await Store.ReadRequestAsync(Lumbar, SampleStates.Request(1).Id, Token));
        Assert.Empty(await Store.TakeWorkAsync(10, TimeSpan.FromMinutes(1), Token));
    }

    [Fact]
    public async Task CommitAsync_SeveralDocumentsAndScans_AllHappen()
    {
        var scans = Enumerable.Range(0, 3).Select(i => SampleStates.Scan(Lumbar, $"s{i}")).ToArray();
        await Store.RegisterAsync(Lumbar, scans, Token);

        await CommittedAsync(CommitOf(
            SampleStates.Request(1, reply: "{\"round\":1}"),
            [ProjectWrite(0), new DocumentWrite(DocumentKey.OfAgent(Lumbar), 0, new Note("prior"))],
            [.. scans.Select(s => new ScanWrite(1, s with { Status = ScanStatus.Assigned, Round = new RoundNumber(1) }))],
            [new NewWork(WorkKind.SelectionRequested, "1"), new NewWork(WorkKind.ConsensusRequested, "s1")]));

        Assert.Equal("prior", (await Store.ReadAsync<Note>(DocumentKey.OfAgent(Lumbar), Token))!.Value.Text);
        var picked = await Store.ListScansAsync(Lumbar, new ScanFilter(Round: new RoundNumber(1)), Token);
        Assert.Equal(["s0", "s1", "s2"], picked.Select(s => s.Value.Id.Value));
        Assert.All(picked, s => Assert.Equal(2, s.Version));
        Assert.Equal(new ScanCounts(0, 3, 0, 0, 0, 0), await Store.CountScansAsync(Lumbar, Token));
        Assert.Equal("{\"round\":1}", (await Store.ReadRequestAsync(Lumbar, SampleStates.Request(1).Id, Token))!.Reply);
        Assert.Equal(2, (await Store.TakeWorkAsync(10, TimeSpan.FromMinutes(1), Token)).Length);
    }

    [Fact]
    public async Task CommitAsync_RepeatedRequest_ReplaysTheFirstAnswerAndWritesNothing()
    {
        await CommittedAsync(CommitOf(SampleStates.Request(1, "f1", "\"first\""), [ProjectWrite(0)]));

        var outcome = await Store.CommitAsync(
            CommitOf(
                SampleStates.Request(1, "f1", "\"second\""),
                [ProjectWrite(1, "Spine")],
                work: [new NewWork(WorkKind.ConsensusRequested, "s0")]),
            Token);

        Assert.Equal(
            SampleStates.Request(1, "f1", "\"first\""), Assert.IsType<CommitOutcome.Repeated>(outcome).Earlier);
        Assert.Equal(1, (await ProjectAsync()).Version);
        Assert.Empty(await Store.TakeWorkAsync(10, TimeSpan.FromMinutes(1), Token));
    }

    [Fact]
    public async Task CommitAsync_SameRequestOtherFingerprint_ReturnsTheEarlierRecord()
    {
        await CommittedAsync(CommitOf(SampleStates.Request(1, "f1"), [ProjectWrite(0)]));

        var outcome = await Store.CommitAsync(CommitOf(SampleStates.Request(1, "f2"), [ProjectWrite(1)]), Token);

        Assert.Equal("f1", Assert.IsType<CommitOutcome.Repeated>(outcome).Earlier.Fingerprint);
    }

    [Fact]
    public async Task CommitAsync_RepeatedAfterConflict_IsDecidedAnew()
    {
        await CommittedAsync(CommitOf(documents: [ProjectWrite(0)]));
        var conflict = await Store.CommitAsync(CommitOf(SampleStates.Request(1), [ProjectWrite(0)]), Token);

        var again = await Store.CommitAsync(CommitOf(SampleStates.Request(1), [ProjectWrite(1)]), Token);

        Assert.IsType<CommitOutcome.Conflict>(conflict);
        Assert.IsType<CommitOutcome.Committed>(again);
    }

    [Fact]
    public async Task CommitAsync_SameRequestInTwoProjects_AreTwoRequests()
    {
        var other = SampleStates.Project("knee");
        await CommittedAsync(CommitOf(SampleStates.Request(1), [ProjectWrite(0)]));

        var outcome = await Store.CommitAsync(
            new Commit(
                other,
                SampleStates.Request(1),
                [new DocumentWrite(DocumentKey.OfProject(other), 0, SampleStates.State(other))],
                [],
                []),
            Token);

        Assert.IsType<CommitOutcome.Committed>(outcome);
    }

    [Fact]
    public async Task CommitAsync_SameRequestManyTimesAtOnce_HappensOnce()
    {
        var second = await OpenAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(
            () => (i % 2 == 0 ? Store : second).CommitAsync(
                CommitOf(
                    SampleStates.Request(1, reply: $"{i}"),
                    work: [new NewWork(WorkKind.ConsensusRequested, "s0")]),
                Token),
            Token)));

        Assert.Single(outcomes.OfType<CommitOutcome.Committed>());
        var replies = outcomes.OfType<CommitOutcome.Repeated>().Select(r => r.Earlier.Reply).ToArray();
        Assert.Equal(39, replies.Length);
        Assert.Single(replies.Distinct());
        Assert.Single(await Store.TakeWorkAsync(100, TimeSpan.FromMinutes(1), Token));
    }

    [Fact]
    public async Task CommitAsync_FiftyOnOneDocument_ExactlyOneWinsEachVersion()
    {
        await CommittedAsync(CommitOf(documents: [ProjectWrite(0)]));
        var second = await OpenAsync();

        for (var version = 1; version <= 4; version++)
        {
            var expected = version;
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(
                () => (i % 2 == 0 ? Store : second).CommitAsync(
                    CommitOf(SampleStates.Request(expected * 100 + i), [ProjectWrite(expected, $"{i}")]), Token),
                Token)));

            var winner = Assert.Single(Enumerable.Range(0, 50), i => outcomes[i] is CommitOutcome.Committed);
            Assert.Equal(49, outcomes.OfType<CommitOutcome.Conflict>().Count());
            var read = await ProjectAsync();
            Assert.Equal(expected + 1, read.Version);
            Assert.Equal($"{winner}", read.Value.DisplayName);
        }
    }

    [Fact]
    public async Task CommitAsync_TwoDocumentsFromBothEndsAtOnce_NeitherIsHalfWritten()
    {
        var agent = DocumentKey.OfAgent(Lumbar);
        await CommittedAsync(CommitOf(documents: [ProjectWrite(0), new DocumentWrite(agent, 0, new Note("0"))]));

        var wins = 0;
        for (var version = 1; version <= 10; version++)
        {
            var expected = version;
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(
                () =>
                {
                    ImmutableArray<DocumentWrite> writes =
                        [ProjectWrite(expected, $"{i}"), new DocumentWrite(agent, expected, new Note($"{i}"))];
                    return Store.CommitAsync(CommitOf(documents: i % 2 == 0 ? writes : [writes[1], writes[0]]), Token);
                },
                Token)));
            wins += outcomes.OfType<CommitOutcome.Committed>().Count();
            Assert.Equal((await ProjectAsync()).Value.DisplayName, (await Store.ReadAsync<Note>(agent, Token))!.Value.Text);
        }

        Assert.Equal(10, wins);
    }

    [Fact]
    public async Task CommitAsync_PartOfAnotherProject_IsRefused() => await Assert.ThrowsAsync<ArgumentException>(
        () => Store.CommitAsync(
            new Commit(SampleStates.Project("knee"), null, [ProjectWrite(0)], [], []), Token));

    [Fact]
    public async Task ReadAsync_ChangedAfterwards_StoreKeepsItsCopy()
    {
        var text = new Note("kept") { Words = ["a", "b"] };
        await CommittedAsync(CommitOf(documents: [new DocumentWrite(DocumentKey.OfAgent(Lumbar), 0, text)]));
        text.Words[0] = "changed";
        var first = (await Store.ReadAsync<Note>(DocumentKey.OfAgent(Lumbar), Token))!.Value;
        first.Words[1] = "changed";

        var second = (await Store.ReadAsync<Note>(DocumentKey.OfAgent(Lumbar), Token))!.Value;

        Assert.Equal(["a", "b"], second.Words);
    }

    [Theory]
    [InlineData("Würfel, 脊柱管, العمود, 🦴 e\u0301 \" \\ ' ; -- \r\n\t\0 end")]
    [InlineData("")]
    public async Task CommitAsync_AnyText_IsReadBackTheSame(string text)
    {
        await CommittedAsync(CommitOf(documents: [ProjectWrite(0, text)]));

        Assert.Equal(text, (await ProjectAsync()).Value.DisplayName);
    }

    [Fact]
    public async Task CommitAsync_BodyOfMegabytes_IsReadBackTheSame()
    {
        var text = string.Concat(Enumerable.Range(0, 400_000).Select(i => $"{i} µ "));

        await CommittedAsync(CommitOf(documents: [ProjectWrite(0, text)]));

        Assert.Equal(text, (await ProjectAsync()).Value.DisplayName);
    }

    [Fact]
    public async Task ListAsync_ByTagAndProject_KeepsOrderOfProjectAndKey()
    {
        var knee = SampleStates.Project("knee");
        foreach (var (project, round, tag) in new[]
        {
            (Lumbar, 10, "open"), (Lumbar, 2, "done"), (knee, 3, "open"), (Lumbar, 1, "open"), (Lumbar, 3, ""),
        })
        {
            var key = DocumentKey.OfRound(project, new RoundNumber(round));
            var write = new DocumentWrite(key, 0, new Note($"{project}/{round}"), tag);
            Assert.IsType<CommitOutcome.Committed>(
                await Store.CommitAsync(new Commit(project, null, [write], [], []), Token));
        }

        Assert.Equal(["knee/3", "lumbar/1", "lumbar/2", "lumbar/3", "lumbar/10"], await ListedAsync(null));
        Assert.Equal(["lumbar/1", "lumbar/2", "lumbar/3", "lumbar/10"], await ListedAsync(Lumbar));
        Assert.Equal(["lumbar/1", "lumbar/10"], await ListedAsync(Lumbar, "open"));
        Assert.Equal(["knee/3", "lumbar/1", "lumbar/2", "lumbar/10"], await ListedAsync(null, "open", "done"));
        Assert.Empty(await ListedAsync(knee, "done"));

        async Task<string[]> ListedAsync(ProjectId? project, params ImmutableArray<string> tags) =>
            [.. (await Store.ListAsync<Note>(DocumentKind.Round, project, tags, Token)).Select(s => s.Value.Text)];
    }

    [Fact]
    public async Task OpenAgain_AfterCommits_FindsEverything()
    {
        await Store.RegisterAsync(Lumbar, [SampleStates.Scan(Lumbar, "s0")], Token);
        await Store.WriteSignalsAsync(Lumbar, [SampleStates.Signals("s0", 3)], Token);
        await CommittedAsync(CommitOf(
            SampleStates.Request(1), [ProjectWrite(0)], work: [new NewWork(WorkKind.ConsensusRequested, "s0")]));

        Store = await OpenAsync();

        Same(SampleStates.State(Lumbar), (await ProjectAsync()).Value);
        Same(SampleStates.Scan(Lumbar, "s0"), (await Store.ReadScanAsync(Lumbar, ScanId.Parse("s0"), Token))!.Value);
        Same(SampleStates.Signals("s0", 3), await Store.ReadSignalsAsync(Lumbar, ScanId.Parse("s0"), Token));
        Assert.NotNull(await Store.ReadRequestAsync(Lumbar, SampleStates.Request(1).Id, Token));
        Assert.Single(await Store.TakeWorkAsync(10, TimeSpan.FromMinutes(1), Token));
    }

    /// <summary>A document of the tests' own.</summary>
    protected sealed record Note(string Text)
    {
        public string[] Words { get; init; } = [];
    }
}
