using System.Diagnostics;
using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Native;
using ActiveSeg.Protocol.V1;
using ActiveSeg.Trainer.Remote;
using ActiveSeg.Trainer.Tests.Peer;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActiveSeg.Trainer.Tests.Jobs;

public sealed class KilledTrainerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Train_KilledInTheMiddle_AnotherTrainerFinishes()
    {
        await using var server = await RemoteServer.StartAsync(Token);
        var state = server.State;
        state.Hold = TimeSpan.FromSeconds(1);
        state.Offer(JobKind.Train, Blobs.ToTrain(state, steps: 30));
        var cache = Directory.CreateTempSubdirectory("trainer-").FullName;
        string[] args = ["--server", server.Address.ToString(), "--cache", cache, "--threads", "1", "--once"];

        using (var first = TrainerProcess.Start(args))
        {
            await state.Training.Task.WaitAsync(Patience, Token);
            first.Kill();
            await first.WaitForExitAsync(Token);
        }

        using var second = TrainerProcess.Start(args);
        var result = await state.Completed.Task.WaitAsync(Patience, Token);
        await second.WaitForExitAsync(Token);

        Assert.Equal(2, result.Fencing);
        Assert.Equal(0, second.ExitCode);
        Assert.Contains("OMP_WAIT_POLICY = 'PASSIVE'", second.Log, StringComparison.Ordinal);
        Assert.Equal(2, Read.Report(state, result.Report).Scans.Count);
        Directory.Delete(cache, recursive: true);
    }

    [Fact]
    public async Task Describe_InAProcessOfItsOwn_IsDelivered()
    {
        await using var server = await RemoteServer.StartAsync(Token);
        var state = server.State;
        state.Offer(JobKind.Describe, Blobs.ToDescribe(state, 2));
        var cache = Directory.CreateTempSubdirectory("trainer-").FullName;

        using var trainer = TrainerProcess.Start("--server", server.Address.ToString(), "--cache", cache, "--threads", "1", "--once");
        var result = await state.Completed.Task.WaitAsync(Patience, Token);
        await trainer.WaitForExitAsync(Token);

        Assert.Equal(0, trainer.ExitCode);
        Assert.Equal(["scan-0", "scan-1"], Read.Signals(state, result.Signals).Select(signal => signal.Scan));
        Assert.Equal(LibTorch.Runtime.LibTorchVersion, Read.Report(state, result.Report).Facts["libtorch"]);
        Directory.Delete(cache, recursive: true);
    }

    [Fact]
    public async Task Train_FromWeightsOfAnotherProcess_GoesOnFromThem()
    {
        var cache = Directory.CreateTempSubdirectory("trainer-").FullName;
        TrainedWeights? start = null;
        for (var round = 0; round < 2; round++)
        {
            await using var server = await RemoteServer.StartAsync(Token);
            var state = server.State;
            var manifest = Blobs.ToTrain(state, steps: 2);
            manifest.WarmStart = start is null ? null : state.Add(start.ToBytes());
            state.Offer(JobKind.Train, manifest);

            using var trainer = TrainerProcess.Start("--server", server.Address.ToString(), "--cache", cache, "--threads", "1", "--once");
            var result = await state.Completed.Task.WaitAsync(Patience, Token);

            Assert.Equal(start?.Sha256 ?? "none", Read.Report(state, result.Report).Facts["warm_start"]);
            start = TrainedWeights.FromBytes(state.Artifacts[result.Weights.Sha256], result.Weights.Sha256);
            Assert.Equal("ball", Assert.Single(start.Structures.Structures).Name);
            await trainer.WaitForExitAsync(Token);
        }

        Directory.Delete(cache, recursive: true);
    }

    [Fact]
    public async Task Run_AnotherTrainerUsesTheCache_WaitsForItsEnd()
    {
        await using var server = await RemoteServer.StartAsync(Token);
        var cache = Directory.CreateTempSubdirectory("trainer-").FullName;
        using var hold = await CacheHold.TakeAsync(cache, TimeProvider.System, NullLogger.Instance, Token);

        await using (var trainer = await RunningTrainer.StartAsync(server, Token, cache))
        {
            server.State.Offer(JobKind.Describe, Blobs.ToDescribe(server.State, 1));
            Assert.Empty(server.State.ClaimIds);
            hold.Dispose();
            await server.State.Completed.Task.WaitAsync(Patience, Token);
        }

        Directory.Delete(cache, recursive: true);
    }

    [Fact]
    public async Task Run_ParentGoneAndNoServer_Exits()
    {
        using var parent = Process.Start("sleep", "600");
        var cache = Directory.CreateTempSubdirectory("trainer-").FullName;
        using var trainer = TrainerProcess.Start(
            "--server", "http://127.0.0.1:9", "--cache", cache, "--parent-pid", parent.Id.ToString());

        Assert.False(trainer.HasExited);
        parent.Kill();
        await trainer.WaitForExitAsync(Token).WaitAsync(Patience, Token);

        Assert.Equal(0, trainer.ExitCode);
        Directory.Delete(cache, recursive: true);
    }
}
