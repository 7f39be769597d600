using System.Diagnostics;
using System.Security.Cryptography;
using ActiveSeg.Contracts.Keys;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Training;
using ActiveSeg.Protocol.V1;
using Google.Protobuf;
using JobKind = ActiveSeg.Domain.Training.JobKind;
using RoundPhase = ActiveSeg.Domain.Rounds.RoundPhase;

namespace ActiveSeg.Pool.Bench.Parts;

/// <summary>Opens a round as a coordinator and a trainer would: the describing job is claimed and answered, the silo's
/// own loop does the rest.</summary>
internal static class RoundPart
{
    private const int ChunkBytes = 1 << 20;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public static async Task RunAsync(
        BenchSilo silo, BenchOptions options, Figures figures, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        var round = BenchSilo.Granted(await silo.Project.StartRoundAsync(silo.NewCall("start"), cancellationToken)).State.Number;
        var job = await ClaimAsync(silo, round, cancellationToken);
        figures.Step("claimable", since);

        since = Stopwatch.GetTimestamp();
        var manifest = await ReadManifestAsync(silo, job.Manifest, cancellationToken);
        var expected = options.Scans - (int)figures.Values["locked-scans"];
        if (manifest.Described.Count != expected)
        {
            throw new InvalidOperationException($"the manifest describes {manifest.Described.Count} scans, not {expected}");
        }

        figures.Set("manifest-read", Stopwatch.GetElapsedTime(since).TotalSeconds);
        since = Stopwatch.GetTimestamp();
        var signals = await UploadAsync(silo, options.SignalsFile, cancellationToken);
        figures.Step("upload", since);

        var report = await silo.Artifacts.WriteAsync(new TrainingReport().ToByteArray(), cancellationToken);
        since = Stopwatch.GetTimestamp();
        BenchSilo.Granted(await silo.Grains.JobGrain(silo.Id, round).CompleteAsync(
            silo.NewCall("complete"),
            JobKind.Describe,
            job.Fencing,
            new TrainingResult(null, report, signals),
            cancellationToken));
        await WaitAsync(silo, RoundPhase.Selecting, cancellationToken);
        figures.Step("signals", since);

        since = Stopwatch.GetTimestamp();
        await WaitAsync(silo, RoundPhase.Labelling, cancellationToken);
        figures.Step("selection", since);
    }

    private static async Task<TrainingJob> ClaimAsync(BenchSilo silo, RoundNumber round, CancellationToken cancellationToken)
    {
        while (true)
        {
            var claim = await silo.Grains.JobGrain(silo.Id, round).ClaimAsync(
                silo.NewCall("claim"), JobKind.Describe, "bench", cancellationToken);
            if (claim.Value is { } job)
            {
                return job;
            }

            await Task.Delay(Look, cancellationToken);
        }
    }

    private static async Task<TrainingManifest> ReadManifestAsync(
        BenchSilo silo, ArtifactRef artifact, CancellationToken cancellationToken)
    {
        await using var stream = await silo.Artifacts.OpenAsync(artifact, cancellationToken);
        return TrainingManifest.Parser.ParseFrom(stream);
    }

    private static async Task<ArtifactRef> UploadAsync(BenchSilo silo, string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        var hash = await SHA256.HashDataAsync(file, cancellationToken);
        var artifact = new ArtifactRef(Convert.ToHexStringLower(hash), file.Length);
        file.Position = 0;
        var chunk = new byte[ChunkBytes];
        for (var at = 0L; at < artifact.Length;)
        {
            var read = await file.ReadAtLeastAsync(chunk, chunk.Length, throwOnEndOfStream: false, cancellationToken);
            at = await silo.Artifacts.AppendAsync(artifact, at, chunk.AsMemory(0, read), cancellationToken);
        }

        return await silo.Artifacts.CompleteAsync(artifact, cancellationToken)
            ? artifact
            : throw new InvalidOperationException($"{artifact} does not hold the bytes that were sent");
    }

    private static async Task WaitAsync(BenchSilo silo, RoundPhase phase, CancellationToken cancellationToken)
    {
        while (true)
        {
            var state = BenchSilo.Granted(await silo.Project.GetRoundAsync(null, cancellationToken)).State;
            if (RoundRules.IsOver(state.Phase))
            {
                throw new InvalidOperationException($"the round is {state.Phase}: {state.Outcome?.Reason}");
            }

            if (state.Phase >= phase)
            {
                return;
            }

            await Task.Delay(Look, cancellationToken);
        }
    }
}
