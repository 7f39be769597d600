using ActiveSeg.Contracts.Pools;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Domain.Delineations;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Rounds;
using System.Collections.Immutable;

namespace ActiveSeg.TestKit.Stores;

public abstract partial class StoreConformance
{
    [Fact]
    public async Task RegisterAsync_NewScans_AreReadBackAtVersionOne()
    {
        var scan = SampleStates.Scan(Lumbar, "s0") with { RegisteredAt = SampleStates.Start.AddTicks(7654321) };

        var outcomes = await Store.RegisterAsync(Lumbar, [scan, SampleStates.Scan(Lumbar, "s1")], Token);

        Assert.All(outcomes, o => Assert.IsType<RegistrationOutcome.Added>(o));
        var read = await Store.ReadScanAsync(Lumbar, scan.Id, Token);
        Assert.Equal(1, read!.Version);
        Same(scan, read.Value);
    }

    [Fact]
    public async Task RegisterAsync_EveryOutcomeInOneCall_InTheOrderGiven()
    {
        await Store.RegisterAsync(
            Lumbar, [SampleStates.Scan(Lumbar, "s0", "zero"), SampleStates.Scan(Lumbar, "s1", "one")], Token);

        var outcomes = await Store.RegisterAsync(
            Lumbar,
            [
                SampleStates.Scan(Lumbar, "s9", "nine"),
                SampleStates.Scan(Lumbar, "s0", "zero"),
                SampleStates.Scan(Lumbar, "s0", "other"),
                SampleStates.Scan(Lumbar, "s0", "one"),
                SampleStates.Scan(Lumbar, "s7", "one"),
                SampleStates.Scan(Lumbar, "s8", "nine"),
                SampleStates.Scan(Lumbar, "s9", "nine"),
                SampleStates.Scan(Lumbar, "s9", "ten"),
                SampleStates.Scan(Lumbar, "s8", "eight"),
            ],
            Token);

        Assert.Equal<RegistrationOutcome>(
            [
                new RegistrationOutcome.Added(),
                new RegistrationOutcome.Unchanged(),
                new RegistrationOutcome.NameTaken(),
                new RegistrationOutcome.NameTaken(),
                new RegistrationOutcome.DuplicateContent(ScanId.Parse("s1")),
                new RegistrationOutcome.DuplicateContent(ScanId.Parse("s9")),
                new RegistrationOutcome.Unchanged(),
                new RegistrationOutcome.NameTaken(),
                new RegistrationOutcome.Added(),
            ],
            outcomes);
        var kept = await Store.ListScansAsync(Lumbar, new ScanFilter(), Token);
        Assert.Equal(["s0", "s1", "s8", "s9"], kept.Select(s => s.Value.Id.Value));
        Assert.Equal(SampleStates.Artifact("eight"), kept[2].Value.Image);
    }

    [Fact]
    public async Task RegisterAsync_SameImageInAnotherProject_IsAdded()
    {
        var knee = SampleStates.Project("knee");
        await Store.RegisterAsync(Lumbar, [SampleStates.Scan(Lumbar, "s0", "image")], Token);

        var outcomes = await Store.RegisterAsync(knee, [SampleStates.Scan(knee, "s0", "image")], Token);

        Assert.IsType<RegistrationOutcome.Added>(Assert.Single(outcomes));
    }

    [Fact]
    public async Task RegisterAsync_Nothing_ReturnsNothing() =>
        Assert.Empty(await Store.RegisterAsync(Lumbar, [], Token));

    [Fact]
    public async Task RegisterAsync_SameScansByEightAtOnce_EachIsAddedOnce()
    {
        var scans = Enumerable.Range(0, 200).Select(i => SampleStates.Scan(Lumbar, $"s{i:D3}")).ToArray();
        var second = await OpenAsync();

        var calls = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(
            () => (i % 2 == 0 ? Store : second).RegisterAsync(
                Lumbar, i < 4 ? scans : [.. scans.Reverse()], Token),
            Token)));

        Assert.Equal(200, calls.Sum(c => c.OfType<RegistrationOutcome.Added>().Count()));
        Assert.Equal(7 * 200, calls.Sum(c => c.OfType<RegistrationOutcome.Unchanged>().Count()));
    }

    [Fact]
    public async Task RegisterAsync_FiveThousandScans_AreAllThereInOrder()
    {
        var scans = Enumerable.Range(0, 5000).Select(i => SampleStates.Scan(Lumbar, $"scan-{i:D5}")).ToArray();

        var outcomes = await Store.RegisterAsync(Lumbar, scans, Token);

        Assert.Equal(5000, outcomes.OfType<RegistrationOutcome.Added>().Count());
        var listed = await Store.ListScansAsync(Lumbar, new ScanFilter(), Token);
        Assert.Equal(scans.Select(s => s.Id), listed.Select(s => s.Value.Id));
        Assert.Equal(5000, (await Store.CountScansAsync(Lumbar, Token)).Available);
    }

    [Fact]
    public async Task ListScansAsync_NamesOfAllKinds_ComeInOrdinalOrder()
    {
        string[] names = ["b", "a", "B", "A", "a.1", "a-1", "a_1", "a1", "10", "9", "Z9"];
        await Store.RegisterAsync(Lumbar, [.. names.Select(n => SampleStates.Scan(Lumbar, n))], Token);

        var listed = await Store.ListScansAsync(Lumbar, new ScanFilter(), Token);
        var pool = await Store.ReadPoolAsync(Lumbar, 0, 1, Token);

        Assert.Equal(names.Order(StringComparer.Ordinal), listed.Select(s => s.Value.Id.Value));
        Assert.Equal(names.Order(StringComparer.Ordinal), pool.Select(s => s.Scan.Value));
    }

    [Fact]
    public async Task ListScansAsync_PageByPage_GivesEachOnce()
    {
        await Store.RegisterAsync(
            Lumbar, [.. Enumerable.Range(0, 25).Select(i => SampleStates.Scan(Lumbar, $"s{i}"))], Token);

        var seen = new List<string>();
        for (var after = ""; ; after = seen[^1])
        {
            var page = await Store.ListScansAsync(Lumbar, new ScanFilter(After: after, Limit: 10), Token);
            Assert.True(page.Length <= 10);
            if (page.IsEmpty)
            {
                break;
            }

            seen.AddRange(page.Select(s => s.Value.Id.Value));
        }

        Assert.Equal(Enumerable.Range(0, 25).Select(i => $"s{i}").Order(StringComparer.Ordinal), seen);
    }

    [Fact]
    public async Task ListScansAsync_ByRoleStatusAndRound_MatchesAllOfThem()
    {
        await SpreadAsync();

        Assert.Equal(["r0"], await NamesAsync(new ScanFilter(Role: ScanRole.Reference)));
        Assert.Equal(["w0"], await NamesAsync(new ScanFilter(Role: ScanRole.Withheld)));
        Assert.Equal(["s1", "s2"], await NamesAsync(new ScanFilter(Role: ScanRole.Pool, Status: ScanStatus.Assigned)));
        Assert.Equal(["s2"], await NamesAsync(new ScanFilter(Status: ScanStatus.Assigned, Round: new RoundNumber(2))));
        Assert.Equal(["s1", "s3"], await NamesAsync(new ScanFilter(Round: new RoundNumber(1))));
        Assert.Empty(await NamesAsync(new ScanFilter(Round: new RoundNumber(3))));

        async Task<string[]> NamesAsync(ScanFilter filter) =>
            [.. (await Store.ListScansAsync(Lumbar, filter, Token)).Select(s => s.Value.Id.Value)];
    }

    [Fact]
    public async Task CountScansAsync_EveryRoleAndStatus_IsCounted()
    {
        await SpreadAsync();

        Assert.Equal(new ScanCounts(1, 2, 1, 1, 1, 1), await Store.CountScansAsync(Lumbar, Token));
        Assert.Equal(new ScanCounts(0, 0, 0, 0, 0, 0), await Store.CountScansAsync(SampleStates.Project("knee"), Token));
    }

    [Fact]
    public async Task CommitAsync_ScanWithReadsAndReference_IsReadBackWhole()
    {
        var scan = SampleStates.Scan(Lumbar, "s0");
        await Store.RegisterAsync(Lumbar, [scan], Token);
        var labelled = scan with
        {
            Status = ScanStatus.Labelled,
            Round = new RoundNumber(1),
            Reads = [SampleStates.Read(1), SampleStates.Read(2)],
            References =
            [
                new ReferenceDelineation(
                    1,
                    SampleStates.Artifact("fused"),
                    "majority-vote of 2",
                    ImmutableSortedDictionary<int, double>.Empty.Add(1, 0.875).Add(2, double.NaN),
                    SampleStates.Start),
            ],
        };

        await CommittedAsync(CommitOf(scans: [new ScanWrite(1, labelled)]));

        var read = await Store.ReadScanAsync(Lumbar, scan.Id, Token);
        Assert.Equal(2, read!.Version);
        Same(labelled, read.Value);
        Assert.Equal(labelled.Reads[0], read.Value.Reads[0]);
    }

    [Fact]
    public async Task CommitAsync_ScanThatWasNeverRegistered_Conflicts()
    {
        var outcome = await Store.CommitAsync(
            CommitOf(scans: [new ScanWrite(1, SampleStates.Scan(Lumbar, "ghost"))]), Token);

        Assert.Equal("scan ghost", Assert.IsType<CommitOutcome.Conflict>(outcome).What);
        Assert.Null(await Store.ReadScanAsync(Lumbar, ScanId.Parse("ghost"), Token));
    }

    [Fact]
    public async Task CommitAsync_OverlappingSetsOfScansAtOnce_OneSetWinsWhole()
    {
        var scans = Enumerable.Range(0, 30).Select(i => SampleStates.Scan(Lumbar, $"s{i:D2}")).ToArray();
        await Store.RegisterAsync(Lumbar, scans, Token);

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 10).Select(round => Task.Run(
            () =>
            {
                var writes = scans.Select(s => new ScanWrite(1, s with { Round = new RoundNumber(round) }));
                return Store.CommitAsync(
                    CommitOf(scans: [.. round % 2 == 0 ? writes : writes.Reverse()]), Token);
            },
            Token)));

        var winner = Assert.Single(Enumerable.Range(1, 10), round => outcomes[round - 1] is CommitOutcome.Committed);
        Assert.Equal(30, (await Store.ListScansAsync(Lumbar, new ScanFilter(Round: new RoundNumber(winner)), Token)).Length);
    }

    private async Task SpreadAsync()
    {
        var scans = new Dictionary<string, ScanState>();
        foreach (var name in new[] { "s0", "s1", "s2", "s3", "s4" })
        {
            scans[name] = SampleStates.Scan(Lumbar, name);
        }

        await Store.RegisterAsync(
            Lumbar,
            [
                .. scans.Values,
                SampleStates.Scan(Lumbar, "r0", role: ScanRole.Reference),
                SampleStates.Scan(Lumbar, "w0", role: ScanRole.Withheld),
            ],
            Token);
        await CommittedAsync(CommitOf(scans:
        [
            new(1, scans["s1"] with { Status = ScanStatus.Assigned, Round = new RoundNumber(1) }),
            new(1, scans["s2"] with { Status = ScanStatus.Assigned, Round = new RoundNumber(2) }),
            new(1, scans["s3"] with { Status = ScanStatus.Labelled, Round = new RoundNumber(1) }),
            new(1, scans["s4"] with { Status = ScanStatus.Excluded }),
        ]));
    }
}
