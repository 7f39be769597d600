using ActiveSeg.Domain.Pools;
using ActiveSeg.Grains.Tests.Cluster;

namespace ActiveSeg.Grains.Tests.Projects;

[Collection(OneCluster.Name)]
public sealed class ReferenceSetTests(ClusterFixture cluster)
{
    [Fact]
    public async Task Register_LaterScanOfALockedPatient_IsWithheldAndNeverPicked()
    {
        var project = new LiveProject(cluster, "withheld");
        await project.PrepareAsync(LiveProject.Options with { ReadsPerScan = 1, BatchSize = 50, Policy = "random" }, scans: 5);

        var late = await project.RegisterAsync(20, 1, patient: "p05");
        var other = await project.RegisterAsync(21, 1, patient: "p99");
        var round = await project.OpenRoundAsync();

        Assert.Equal(ScanRole.Withheld, Assert.Single(late.Results).Role);
        Assert.Equal(ScanRole.Pool, Assert.Single(other.Results).Role);
        Assert.Equal(["s01", "s02", "s03", "s21"], round.Picks.Select(p => p.Scan.Value).Order());
        Assert.Equal((2, 1), ((await project.CountAsync()).Reference, (await project.CountAsync()).Withheld));
    }

    [Fact]
    public async Task Lock_PatientWithoutAScan_IsRefusedAndNothingIsLocked()
    {
        var project = new LiveProject(cluster, "lock-unknown");
        await LiveProject.OkAsync(project.Grain.CreateAsync(project.NewCall(), "lock", LiveProject.Options, LiveProject.Token));
        await project.RegisterAsync(1, 4);

        var answer = await project.Grain.LockReferenceSetAsync(
            project.NewCall(), 0, [new PatientId("p01"), new PatientId("p77")], LiveProject.Token);

        Assert.Equal("REFERENCE_PATIENT_UNKNOWN", answer.Refusal!.Reason);
        Assert.Contains("p77", answer.Refusal.Message, StringComparison.Ordinal);
        Assert.Null((await project.ReadAsync()).Lock);
    }

    [Fact]
    public async Task Register_AgainAfterTheLock_TellsEachScansRealRole()
    {
        var project = new LiveProject(cluster, "registered-again");
        await project.PrepareAsync(scans: 4);

        var again = await project.RegisterAsync(1, 4);

        Assert.Equal(
            [ScanRole.Pool, ScanRole.Pool, ScanRole.Reference, ScanRole.Reference],
            again.Results.Select(r => r.Role!.Value));
    }

    [Fact]
    public async Task Register_NameOrImageTaken_IsRefusedForThatScanOnly()
    {
        var project = new LiveProject(cluster, "taken-names");
        await project.PrepareAsync(scans: 4);
        var renamed = await project.NewScanAsync(1) with { Id = new ScanId("t01") };
        var replaced = await project.NewScanAsync(30) with { Id = new ScanId("s02") };

        var answer = await LiveProject.OkAsync(project.Grain.RegisterAsync(
            project.NewCall(), [renamed, replaced, await project.NewScanAsync(31)], LiveProject.Token));

        Assert.Equal(["DUPLICATE_CONTENT", "NAME_TAKEN", ""], answer.Results.Select(r => r.Refusal?.Reason ?? ""));
        Assert.Equal(5, (await project.CountAsync()).Registered);
    }

    [Fact]
    public async Task LockReferenceSet_ScansWereTakenOut_DrawsOnlyFromTheRest()
    {
        var project = new LiveProject(cluster, "lock-excluded");
        await LiveProject.OkAsync(project.Grain.CreateAsync(project.NewCall(), "x", LiveProject.Options, LiveProject.Token));
        await project.RegisterAsync(1, 6);
        foreach (var scan in (string[])["s01", "s02", "s03", "s04"])
        {
            await LiveProject.OkAsync(project.Scan(scan).ExcludeAsync(project.NewCall(), "blurred", LiveProject.Token));
        }

        var drawn = await LiveProject.OkAsync(project.Grain.LockReferenceSetAsync(
            project.NewCall(), 0.5, [], LiveProject.Token));

        Assert.Contains(Assert.Single(drawn.Scans).Value, (string[])["s05", "s06"]);
        Assert.Equal((4, 1, 1), await CountsAsync(project));
    }

    [Fact]
    public async Task StartRound_ReferenceSetNotComplete_IsRefused()
    {
        var project = new LiveProject(cluster, "not-sealed");
        await LiveProject.OkAsync(project.Grain.CreateAsync(project.NewCall(), "x", LiveProject.Options, LiveProject.Token));
        await project.RegisterAsync(1, 4);
        var unlocked = await StartAsync(project);
        await LiveProject.OkAsync(project.Grain.LockReferenceSetAsync(
            project.NewCall(), 0, [new PatientId("p01"), new PatientId("p02")], LiveProject.Token));
        var set = await LiveProject.OkAsync(project.SetReferenceAsync("s01", TestVolumes.Truth()));

        var open = await StartAsync(project);
        var wrongScan = await LiveProject.ReasonAsync(project.SetReferenceAsync("s03", TestVolumes.Truth()));
        var wrongMask = await LiveProject.ReasonAsync(project.SetReferenceAsync("s02", TestVolumes.Shifted(1)));
        var again = await LiveProject.ReasonAsync(project.Grain.LockReferenceSetAsync(
            project.NewCall(), 0.5, [], LiveProject.Token));

        Assert.Equal(1, set.Outstanding);
        Assert.Equal(("REFERENCE_SET_NOT_SEALED", "REFERENCE_SET_NOT_SEALED"), (unlocked, open));
        Assert.Equal(("NOT_IN_REFERENCE_SET", "GEOMETRY_MISMATCH", "REFERENCE_SET_FIXED"), (wrongScan, wrongMask, again));
    }

    [Theory]
    [InlineData("policy")]
    [InlineData("strata-repeat")]
    [InlineData("strata-empty")]
    [InlineData("round-duration")]
    public async Task Create_OptionsThatNoRoundCouldRunWith_AreRefused(string fault)
    {
        var project = new LiveProject(cluster, $"options-{fault}");
        var options = fault switch
        {
            "policy" => LiveProject.Options with { Policy = "no-such-strategy" },
            "strata-repeat" => LiveProject.Options with { Strata = ["sex", "sex"] },
            "strata-empty" => LiveProject.Options with { Strata = [""] },
            "round-duration" => LiveProject.Options with { RoundDuration = TimeSpan.MaxValue },
            _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "unknown"),
        };

        var refused = await LiveProject.ReasonAsync(
            project.Grain.CreateAsync(project.NewCall(), "x", options, LiveProject.Token));

        Assert.Equal("INVALID_OPTIONS", refused);
    }

    [Fact]
    public async Task AnyCall_ProjectDoesNotExist_IsRefused()
    {
        var project = new LiveProject(cluster, "nowhere");

        Assert.Equal("PROJECT_NOT_FOUND", await LiveProject.ReasonAsync(project.Grain.GetAsync(LiveProject.Token)));
        Assert.Equal("PROJECT_NOT_FOUND", await StartAsync(project));
        Assert.Equal("SCAN_NOT_FOUND", await LiveProject.ReasonAsync(project.Scan("s01").GetAsync(LiveProject.Token)));
    }

    private static Task<string> StartAsync(LiveProject project) =>
        LiveProject.ReasonAsync(project.Grain.StartRoundAsync(project.NewCall(), LiveProject.Token));

    private static async Task<(int Excluded, int Reference, int Available)> CountsAsync(LiveProject project)
    {
        var counts = await project.CountAsync();
        return (counts.Excluded, counts.Reference, counts.Available);
    }
}
