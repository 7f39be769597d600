using ActiveSeg.Protocol.V1;
using ActiveSeg.TestKit.Stores;
using Google.Protobuf;

namespace ActiveSeg.EndToEnd.Tests;

/// <summary>Many raters at one server; the scans are PHANTOMS.</summary>
[Collection("real processes, one test at a time")]
public sealed class LeaseTests
{
    [Fact]
    public async Task LeaseNext_FiftyRatersForTenScans_TenLeasesAndNoScanTwice()
    {
        var token = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        await using var server = new ServerUnderTest(folder.Path);
        await server.StartAsync(token);
        using var client = new Client(server.Address);
        var cohort = new Cohort(client, "leases", scans: 14);
        await cohort.CreateAsync(reads: 1, batch: 10, steps: 1, token);
        await cohort.LockAsync(0.2, token);
        await cohort.StartRoundAsync(token);
        await DescribeAsync(client, token);
        var round = await cohort.UntilAsync(RoundPhase.Labelling, token);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => cohort.LeaseAsync($"rater-{i}", token)));

        Assert.Equal(10, round.Picks.Count);
        var leases = answers.Where(a => a.Lease is not null).Select(a => a.Lease).ToList();
        Assert.Equal(10, leases.Count);
        Assert.Equal(10, leases.Select(l => l.Scan).Distinct().Count());
        Assert.Equal(10, leases.Select(l => l.Fencing).Distinct().Count());
        Assert.All(answers.Where(a => a.Lease is null), a => Assert.Equal("ALL_LEASED", a.NoneReason));
    }

    /// <summary>Does the describing job as an ordinary trainer would, with made-up embeddings.</summary>
    private static async Task DescribeAsync(Client client, CancellationToken token)
    {
        Job? job = null;
        while (job is null)
        {
            var claim = new ClaimJobRequest { RequestId = Client.NewRequest(), Trainer = "test" };
            job = (await client.CallAsync((i, o) => new TrainingService.TrainingServiceClient(i).ClaimJobAsync(claim, o), token)).Job;
            await Task.Delay(100, token);
        }

        var manifest = TrainingManifest.Parser.ParseFrom(await client.DownloadAsync(job.Manifest, token));
        using var signals = new MemoryStream();
        foreach (var (scan, index) in manifest.Described.Select((s, i) => (s, i)))
        {
            new ScanSignal { Scan = scan.Scan, Embedding = { index, index % 3, 1 } }.WriteDelimitedTo(signals);
        }

        var complete = new CompleteJobRequest
        {
            RequestId = Client.NewRequest(),
            Project = job.Project,
            Round = job.Round,
            Kind = job.Kind,
            Fencing = job.Fencing,
            Report = await client.UploadAsync(new TrainingReport { StopReason = "test" }.ToByteArray(), token),
            Signals = await client.UploadAsync(signals.ToArray(), token),
        };
        await client.CallAsync((i, o) => new TrainingService.TrainingServiceClient(i).CompleteJobAsync(complete, o), token);
    }
}
