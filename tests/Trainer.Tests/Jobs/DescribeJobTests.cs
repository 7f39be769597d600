using ActiveSeg.Nets.Embeddings;
using ActiveSeg.Nets.Native;
using ActiveSeg.Protocol.V1;
using ActiveSeg.Trainer.Tests.Peer;

namespace ActiveSeg.Trainer.Tests.Jobs;

public sealed class DescribeJobTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Describe_ServerFailsFirst_CompletesWithTheSignalsOfEveryScan()
    {
        await using var server = await RemoteServer.StartAsync(Token);
        server.State.UnavailableClaims = 2;
        server.State.Offer(JobKind.Describe, Blobs.ToDescribe(server.State, 4));

        await using var trainer = await RunningTrainer.StartAsync(server, Token);
        var result = await server.State.Completed.Task.WaitAsync(Patience, Token);

        var signals = Read.Signals(server.State, result.Signals);
        Assert.Equal(["scan-0", "scan-1", "scan-2", "scan-3"], signals.Select(signal => signal.Scan));
        Assert.All(signals, signal => Assert.Empty(signal.Uncertainties));
        Assert.Equal(ColdEmbedding.Of("scan-2", Blobs.Make(2).Volume), signals[2].Embedding);
        var report = Read.Report(server.State, result.Report);
        Assert.Empty(report.Scans);
        Assert.Equal("4", report.Facts["described_scans"]);
        Assert.Equal(LibTorch.Runtime.Device, report.Facts["device"]);
        Assert.Equal(LibTorch.Runtime.LibTorchVersion, report.Facts["libtorch"]);
        Assert.Null(result.Weights);
        Assert.Single(server.State.ClaimIds.Take(3).Distinct());
    }

    [Fact]
    public async Task Describe_CorruptDownload_FetchesAgain()
    {
        await using var server = await RemoteServer.StartAsync(Token);
        var manifest = Blobs.ToDescribe(server.State, 2);
        var hash = manifest.Described[1].Image.Sha256;
        server.State.CorruptNext[hash] = true;
        server.State.Offer(JobKind.Describe, manifest);

        await using var trainer = await RunningTrainer.StartAsync(server, Token);
        var result = await server.State.Completed.Task.WaitAsync(Patience, Token);

        Assert.Equal([0L, 0L], server.State.Downloads.Where(d => d.Sha256 == hash).Select(d => d.Offset));
        Assert.Equal(ColdEmbedding.Of("scan-1", Blobs.Make(1).Volume), Read.Signals(server.State, result.Signals)[1].Embedding);
    }

    [Fact]
    public async Task Describe_DownloadBreaks_GoesOnWhereItBroke()
    {
        await using var server = await RemoteServer.StartAsync(Token);
        var manifest = Blobs.ToDescribe(server.State, 1);
        var hash = manifest.Described[0].Image.Sha256;
        server.State.BreakNext[hash] = true;
        server.State.Offer(JobKind.Describe, manifest);

        await using var trainer = await RunningTrainer.StartAsync(server, Token);
        await server.State.Completed.Task.WaitAsync(Patience, Token);

        var offsets = server.State.Downloads.Where(d => d.Sha256 == hash).Select(d => d.Offset).ToList();
        Assert.Equal(2, offsets.Count);
        Assert.True(offsets[1] > 0, $"the second download started at {offsets[1]}");
    }

    [Fact]
    public async Task Describe_ScanInCache_IsNotFetched()
    {
        await using var server = await RemoteServer.StartAsync(Token);
        var manifest = Blobs.ToDescribe(server.State, 2);
        var cache = Directory.CreateTempSubdirectory("trainer-").FullName;
        var (whole, damaged) = (manifest.Described[0].Image, manifest.Described[1].Image);
        foreach (var (artifact, flip) in new[] { (whole, 0), (damaged, 1) })
        {
            var folder = Directory.CreateDirectory(Path.Combine(cache, "artifacts", artifact.Sha256[..2])).FullName;
            var bytes = server.State.Artifacts[artifact.Sha256].ToArray();
            bytes[^1] ^= (byte)flip;
            await File.WriteAllBytesAsync(Path.Combine(folder, artifact.Sha256), bytes, Token);
        }

        server.State.Offer(JobKind.Describe, manifest);
        await using (var trainer = await RunningTrainer.StartAsync(server, Token, cache))
        {
            await server.State.Completed.Task.WaitAsync(Patience, Token);
        }

        var fetched = server.State.Downloads.Select(d => d.Sha256).ToList();
        Assert.DoesNotContain(whole.Sha256, fetched);
        Assert.Contains(damaged.Sha256, fetched);
        Directory.Delete(cache, recursive: true);
    }

    [Fact]
    public async Task Describe_NotAVolume_FailsForGoodAndNamesTheScan()
    {
        await using var server = await RemoteServer.StartAsync(Token);
        var manifest = Blobs.ToDescribe(server.State, 2);
        manifest.Described[1].Image = server.State.Add([.. Enumerable.Range(0, 5_000).Select(i => (byte)i)]);
        server.State.Offer(JobKind.Describe, manifest);

        await using var trainer = await RunningTrainer.StartAsync(server, Token);
        var failure = await server.State.Failed.Task.WaitAsync(Patience, Token);

        Assert.False(failure.Retriable);
        Assert.Contains("scan-1", failure.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("patient-", failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Describe_ArtifactUnknownToTheServer_FailsButMayBeRetried()
    {
        await using var server = await RemoteServer.StartAsync(Token);
        var manifest = Blobs.ToDescribe(server.State, 1);
        server.State.Artifacts.TryRemove(manifest.Described[0].Image.Sha256, out _);
        server.State.Offer(JobKind.Describe, manifest);

        await using var trainer = await RunningTrainer.StartAsync(server, Token);
        var failure = await server.State.Failed.Task.WaitAsync(Patience, Token);

        Assert.True(failure.Retriable);
    }
}
