using ActiveSeg.Contracts.Worklists;
using ActiveSeg.Domain.Delineations;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Training;
using ActiveSeg.Domain.Worklists;
using ActiveSeg.Grains.Tests.Cluster;
using ActiveSeg.Imaging;

namespace ActiveSeg.Grains.Tests.Delineations;

[Collection(OneCluster.Name)]
public sealed class SubmissionTests(ClusterFixture cluster)
{
    [Theory]
    [InlineData("moved", "GEOMETRY_MISMATCH")]
    [InlineData("cropped", "GEOMETRY_MISMATCH")]
    [InlineData("label-9", "UNKNOWN_LABEL")]
    [InlineData("garbage", "INVALID_MASK")]
    [InlineData("truncated", "INVALID_MASK")]
    [InlineData("absent", "NOT_UPLOADED")]
    public async Task Submit_MaskDoesNotFit_IsRefusedAndNothingChanges(string fault, string reason)
    {
        var project = new LiveProject(cluster, $"mask-{fault}");
        await project.PrepareAsync();
        await project.OpenRoundAsync();
        var lease = (await project.LeaseAsync("ann")).Lease!;
        var before = await project.RoundAsync();

        var refused = await LiveProject.ReasonAsync(project.SubmitAsync(lease, await MaskAsync(project, fault)));

        Assert.Equal(reason, refused);
        Assert.Equal(before.Assignments.AsEnumerable(), (await project.RoundAsync()).Assignments.AsEnumerable());
        Assert.Empty((await project.ReadScanAsync(lease.Scan.Value)).State.Reads);
        await LiveProject.OkAsync(project.SubmitAsync(lease, TestVolumes.Truth()));
    }

    [Fact]
    public async Task Submit_LastReadOfAScan_MakesTheMajorityTheReferenceWithItsAgreement()
    {
        var project = new LiveProject(cluster, "majority");
        await project.PrepareAsync(LiveProject.Options with { BatchSize = 1 });
        var round = await project.OpenRoundAsync();

        // 0-9 by all three, 10-19 by two, 20-29 by one only, 40-49 canal against foramina against canal.
        await project.ReadAllAsync(rater => TestVolumes.Mask(v => (rater, v) switch
        {
            (_, < 10) => TestVolumes.Canal,
            ("ann" or "ben", < 20) => TestVolumes.Canal,
            ("cleo", >= 20 and < 30) => TestVolumes.Foramina,
            ("ann" or "cleo", >= 40 and < 50) => TestVolumes.Canal,
            ("ben", >= 40 and < 50) => TestVolumes.Foramina,
            _ => 0,
        }));
        await project.WaitAsync(RoundPhase.Training);
        var scan = (await project.ReadScanAsync(round.Picks[0].Scan.Value)).State;

        Assert.Equal((ScanStatus.Labelled, 3, 1), (scan.Status, scan.Reads.Length, scan.Reference!.Version));
        Assert.Equal("majority-vote of 3", scan.Reference.Source);
        Assert.Equal(
            TestVolumes.Mask(v => v is < 20 or (>= 40 and < 50) ? TestVolumes.Canal : (byte)0).Labels,
            await LabelsAsync(scan.Reference));

        // Canal: ann 30, ben 20, cleo 20 voxels; common 20, 20 and 10. Foramina: none common.
        Assert.Equal(((40 / 50.0) + (40 / 50.0) + (20 / 40.0)) / 3, scan.Reference.Agreement[TestVolumes.Canal], 12);
        Assert.Equal(0, scan.Reference.Agreement[TestVolumes.Foramina], 12);
    }

    [Fact]
    public async Task Consensus_ReadsDisagree_AnAdjudicatorWhoHasNotReadDecides()
    {
        var project = new LiveProject(cluster, "adjudication");
        await project.PrepareAsync(LiveProject.Options with { BatchSize = 1, AdjudicateBelow = 0.8 });
        var round = await project.OpenRoundAsync();
        await project.ReadAllAsync(rater => TestVolumes.Mask(
            v => v / 20 == LiveProject.Raters.IndexOf(rater) ? TestVolumes.Canal : (byte)0));
        var early = await project.LeaseAsync("dora", adjudicator: true);
        await project.UntilAsync(
            async () => (await project.RoundAsync()).Assignments.Length == 4, () => "the adjudication");

        if (early.Lease is { } held)
        {
            await LiveProject.OkAsync(project.Grain.ReleaseLeaseAsync(
                new LeaseCommand(project.NewCall(), held), LiveProject.Token));
        }

        var reader = await project.LeaseAsync("ann", adjudicator: true);
        var ordinary = await project.LeaseAsync("emil");
        var lease = (await project.LeaseAsync("dora", adjudicator: true)).Lease!;
        await LiveProject.OkAsync(project.SubmitAsync(lease, TestVolumes.Truth()));
        await project.WaitAsync(RoundPhase.Training);
        var scan = (await project.ReadScanAsync(round.Picks[0].Scan.Value)).State;

        Assert.True(early.Lease is not null || early.MoreExpected, "an adjudicator was sent away before the reads were fused");
        Assert.Equal([NoneReason.AllDoneByYou, NoneReason.AllDoneByYou], new[] { reader.None!.Value, ordinary.None!.Value });
        Assert.Equal((AssignmentKind.Adjudication, 4), (lease.Kind, lease.Read));
        Assert.Equal("adjudication by dora", scan.Reference!.Source);

        // The adjudicator settles it, and the raters' disagreement stays on record.
        Assert.Equal(0.0, scan.Reference.MeanAgreement);
        Assert.Equal(TestVolumes.Truth().Labels, await LabelsAsync(scan.Reference));
        Assert.Equal(4, scan.Reads.Length);
    }

    [Fact]
    public async Task Consensus_ReadsALittleOffTheScanOnOppositeSides_AreFusedOnItsGrid()
    {
        var project = new LiveProject(cluster, "off-grid");
        await project.PrepareAsync(LiveProject.Options with { BatchSize = 1 });
        var round = await project.OpenRoundAsync();

        // Each is within the tolerance of .001 mm of the scan, and two are farther than that from each other.
        await project.ReadAllAsync(rater => TestVolumes.Shifted(0.0007 * (LiveProject.Raters.IndexOf(rater) - 1)));
        await project.WaitAsync(RoundPhase.Training);
        var reference = (await project.ReadScanAsync(round.Picks[0].Scan.Value)).State.Reference!;

        Assert.Equal(("majority-vote of 3", 1.0), (reference.Source, reference.MeanAgreement!.Value));
        Assert.Equal(TestVolumes.Truth().Labels, await LabelsAsync(reference));
    }

    [Fact]
    public async Task Submit_ManyRatersAtOnce_LosesNoReadAndTrainsOnce()
    {
        var project = new LiveProject(cluster, "many-submits");
        await project.PrepareAsync(LiveProject.Options with { BatchSize = 10 });
        await project.OpenRoundAsync();
        var leases = new List<Lease>();
        for (var i = 0; i < 30; i++)
        {
            leases.Add((await project.LeaseAsync($"r{i}")).Lease!);
        }

        var mask = await project.UploadAsync(TestVolumes.Truth());
        await Task.WhenAll(leases.Select(l => LiveProject.OkAsync(project.SubmitAsync(l, mask))));
        var training = await project.WaitAsync(RoundPhase.Training);
        await project.Trainer(training.Number).TrainAsync(0.5);
        await project.WaitAsync(RoundPhase.Closed);

        Assert.Equal(10, (await project.CountAsync()).Labelled);
        foreach (var pick in training.Picks)
        {
            Assert.Equal(3, (await project.ReadScanAsync(pick.Scan.Value)).State.Reads.Length);
        }

        Assert.Equal(new ModelVersion(1), (await project.ReadAsync()).LastModel);
    }

    private async Task<ArtifactRef> MaskAsync(LiveProject project, string fault)
    {
        var good = new VolumeCodec().WriteLabels(TestVolumes.Truth());
        return fault switch
        {
            "moved" => await project.UploadAsync(TestVolumes.Shifted(0.5)),
            "cropped" => await project.UploadAsync(TestVolumes.Cropped()),
            "label-9" => await project.UploadAsync(TestVolumes.Mask(v => v == 3 ? (byte)9 : (byte)0)),
            "garbage" => await cluster.Artifacts.WriteAsync(new byte[500], LiveProject.Token),
            "truncated" => await cluster.Artifacts.WriteAsync(good.AsMemory(0, good.Length / 2), LiveProject.Token),
            "absent" => new ArtifactRef(new string('a', 64), 100),
            _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "unknown"),
        };
    }

    private async Task<byte[]> LabelsAsync(ReferenceDelineation reference)
    {
        await using var stream = await cluster.Artifacts.OpenAsync(reference.Mask, LiveProject.Token);
        return new VolumeCodec().ReadLabels(stream, "reference").Labels;
    }
}
