using ActiveSeg.Contracts.Projects;
using ActiveSeg.Contracts.Worklists;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Worklists;
using ActiveSeg.Grains.Tests.Cluster;

namespace ActiveSeg.Grains.Tests.Worklists;

[Collection(OneCluster.Name)]
public sealed class LeaseTests(ClusterFixture cluster)
{
    [Fact]
    public async Task LeaseNext_FiftyRatersAtOnceOverTwoSilos_LastTenReadsGoToTenOfThem()
    {
        var project = new LiveProject(cluster, "fifty-raters");
        await project.PrepareAsync(LiveProject.Options with { ReadsPerScan = 1, BatchSize = 10 });
        await project.OpenRoundAsync();
        var silos = cluster.FactoriesOfSilos();
        var commands = Enumerable.Range(0, 50)
            .Select(i => new LeaseNextCommand(project.NewCall(), new RaterId($"r{i}"), false))
            .ToList();

        var views = await Task.WhenAll(commands.Select((command, i) => LiveProject.OkAsync(
            silos[i % 2].GetGrain<IProjectGrain>(project.Id.Value).LeaseNextAsync(command, LiveProject.Token))));

        var leases = views.Where(v => v.Lease is not null).Select(v => v.Lease!).ToList();
        Assert.Equal(2, silos.Count);
        Assert.Equal(10, leases.Count);
        Assert.Equal(10, leases.Select(l => l.Scan).Distinct().Count());
        Assert.Equal(10, leases.Select(l => l.Fencing).Distinct().Count());
        Assert.All(views.Where(v => v.Lease is null), v => Assert.Equal((NoneReason.AllLeased, true), (v.None!.Value, v.MoreExpected)));
    }

    [Fact]
    public async Task LeaseNext_RoundIsBeingDescribed_SaysThatMoreIsExpected()
    {
        var project = new LiveProject(cluster, "lease-early");
        await project.PrepareAsync();
        var before = await project.LeaseAsync("ann");
        await LiveProject.OkAsync(project.Grain.StartRoundAsync(project.NewCall(), LiveProject.Token));

        var describing = await project.LeaseAsync("ann");

        Assert.Equal((NoneReason.NoOpenRound, false), (before.None!.Value, before.MoreExpected));
        Assert.Equal((NoneReason.NoOpenRound, true), (describing.None!.Value, describing.MoreExpected));
    }

    [Fact]
    public async Task LeaseNext_Granted_GivesTheToolAllItNeeds()
    {
        var project = await OpenAsync("lease-view");

        var view = await project.LeaseAsync("ann");
        var again = await project.LeaseAsync("ann");

        var image = (await project.NewScanAsync(int.Parse(view.Lease!.Scan.Value[1..]))).Image;
        Assert.Equal(image, view.Image);
        Assert.Equal([6, 5, 4], view.Geometry!.Size.AsEnumerable());
        Assert.Equal(["canal", "foramina"], view.Structures.Select(s => s.Name));
        Assert.Equal(view.Lease, again.Lease);
    }

    [Fact]
    public async Task RenewLease_ExpiredButNotTaken_HoldsAgainAndItsReadIsAccepted()
    {
        var project = await OpenAsync("renew");
        var lease = (await project.LeaseAsync("ann")).Lease!;
        cluster.Clock.Advance(LiveProject.Options.LeaseDuration);

        var expired = await LiveProject.ReasonAsync(project.SubmitAsync(lease, TestVolumes.Truth()));
        var renewed = (await LiveProject.OkAsync(project.Grain.RenewLeaseAsync(
            new LeaseCommand(project.NewCall(), lease), LiveProject.Token))).Lease!;
        await LiveProject.OkAsync(project.SubmitAsync(renewed, TestVolumes.Truth()));

        Assert.Equal("LEASE_EXPIRED", expired);
        Assert.Equal((lease.Fencing, lease.Scan), (renewed.Fencing, renewed.Scan));
        Assert.Single((await project.ReadScanAsync(lease.Scan.Value)).State.Reads);
    }

    [Fact]
    public async Task SubmitDelineation_ReadWasTakenOver_OnlyTheNewHolderIsAccepted()
    {
        var project = await OpenAsync("taken-over", reads: 1);
        var stale = (await project.LeaseAsync("ann")).Lease!;
        cluster.Clock.Advance(LiveProject.Options.LeaseDuration);
        var taken = (await project.LeaseAsync("ben")).Lease!;

        var submit = await LiveProject.ReasonAsync(project.SubmitAsync(stale, TestVolumes.Truth()));
        var renew = await LiveProject.ReasonAsync(project.Grain.RenewLeaseAsync(
            new LeaseCommand(project.NewCall(), stale), LiveProject.Token));
        var forged = await LiveProject.ReasonAsync(project.SubmitAsync(
            stale with { Rater = taken.Rater }, TestVolumes.Truth()));
        await LiveProject.OkAsync(project.SubmitAsync(taken, TestVolumes.Truth()));

        Assert.Equal((stale.Scan, stale.Fencing + 1), (taken.Scan, taken.Fencing));
        Assert.Equal(("LEASE_LOST", "LEASE_LOST", "LEASE_LOST"), (submit, renew, forged));
        Assert.Equal("ben", Assert.Single((await project.ReadScanAsync(stale.Scan.Value)).State.Reads).Rater.Value);
    }

    [Fact]
    public async Task LeaseNext_RepeatedLongAfterExpiry_GivesTheOldLeaseThatNoLongerCounts()
    {
        var project = await OpenAsync("lease-replayed", reads: 1);
        var call = project.NewCall();
        var first = (await project.LeaseAsync("ann", call: call)).Lease!;
        cluster.Clock.Advance(TimeSpan.FromDays(40));
        await project.LeaseAsync("ben");

        var replayed = (await project.LeaseAsync("ann", call: call)).Lease!;

        Assert.Equal(first, replayed);
        Assert.Equal("LEASE_LOST", await LiveProject.ReasonAsync(project.SubmitAsync(replayed, TestVolumes.Truth())));
        Assert.Empty((await project.ReadScanAsync(first.Scan.Value)).State.Reads);
    }

    [Fact]
    public async Task RenewLease_RaterHasTakenAnotherReadOfTheScanMeanwhile_IsRefused()
    {
        var project = await OpenAsync("renew-second");
        var other = (await project.LeaseAsync("ben")).Lease!;
        var old = (await project.LeaseAsync("ann")).Lease!;
        await LiveProject.OkAsync(project.Grain.ReleaseLeaseAsync(new LeaseCommand(project.NewCall(), other), LiveProject.Token));
        cluster.Clock.Advance(LiveProject.Options.LeaseDuration);
        var next = (await project.LeaseAsync("ann")).Lease!;

        var whileHolding = await LiveProject.ReasonAsync(project.Grain.RenewLeaseAsync(
            new LeaseCommand(project.NewCall(), old), LiveProject.Token));
        await LiveProject.OkAsync(project.SubmitAsync(next, TestVolumes.Truth()));
        var afterSubmitting = await LiveProject.ReasonAsync(project.Grain.RenewLeaseAsync(
            new LeaseCommand(project.NewCall(), old), LiveProject.Token));

        Assert.Equal((old.Scan, 2, 1), (next.Scan, old.Read, next.Read));
        Assert.Equal(("LEASE_LOST", "LEASE_LOST"), (whileHolding, afterSubmitting));
    }

    [Fact]
    public async Task RenewLease_RoundDoesNotExist_IsRefused()
    {
        var project = await OpenAsync("renew-nothing");
        var lease = (await project.LeaseAsync("ann")).Lease! with { Round = new RoundNumber(9) };
        var command = new LeaseCommand(project.NewCall(), lease);

        Assert.Equal("ROUND_NOT_FOUND", await LiveProject.ReasonAsync(project.Grain.RenewLeaseAsync(command, LiveProject.Token)));
        Assert.Equal("ROUND_NOT_FOUND", await LiveProject.ReasonAsync(project.Grain.ReleaseLeaseAsync(command, LiveProject.Token)));
    }

    private async Task<LiveProject> OpenAsync(string name, int reads = 3)
    {
        var project = new LiveProject(cluster, name);
        await project.PrepareAsync(LiveProject.Options with { ReadsPerScan = reads });
        await project.OpenRoundAsync();
        return project;
    }
}
