using System.Diagnostics;
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
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public static async Task RunAsync(
        BenchSilo silo, BenchOptions options, Figures figures, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        var round = BenchSilo.Granted(await silo.Project.StartRoundAsync(silo.NewCall("start"), cancellationToken)).State.Number;
        var first = await ClaimAsync(silo, round, 0, cancellationToken);
        figures.Step("claimable", since);

        var jobs = new List<TrainingJob> { first };
        for (var part = 1; part < first.Parts; part++)
        {
            jobs.Add(await ClaimAsync(silo, round, part, cancellationToken));
        }

        since = Stopwatch.GetTimestamp();
        var wanted = new List<IReadOnlyList<string>>(jobs.Count);
        foreach (var job in jobs)
        {
            wanted.Add([.. (await ReadManifestAsync(silo, job.Manifest, cancellationToken)).Described.Select(s => s.Scan)]);
        }

        var expected = options.Scans - (int)figures.Values["locked-scans"];
        if (wanted.Sum(part => part.Count) != expected)
        {
            throw new InvalidOperationException($"the manifests describe {wanted.Sum(part => part.Count)} scans, not {expected}");
        }

        figures.Set("manifest-read", Stopwatch.GetElapsedTime(since).TotalSeconds);
        var places = PlacesOf(options.SignalsFile);
        since = Stopwatch.GetTimestamp();
        var signals = new List<ArtifactRef>(jobs.Count);
        foreach (var part in wanted)
        {
            signals.Add(await silo.Artifacts.WriteAsync(Cut(options.SignalsFile, part.Select(scan => places[scan])), cancellationToken));
        }

        figures.Step("upload", since);
        var report = await silo.Artifacts.WriteAsync(new TrainingReport().ToByteArray(), cancellationToken);
        since = Stopwatch.GetTimestamp();
        foreach (var (job, described) in jobs.Zip(signals))
        {
            BenchSilo.Granted(await silo.Grains.JobGrain(silo.Id, round).CompleteAsync(
                silo.NewCall("complete"), job.Id, job.Fencing, new TrainingResult(null, report, described), cancellationToken));
        }

        await WaitAsync(silo, RoundPhase.Selecting, cancellationToken);
        figures.Step("signals", since);

        since = Stopwatch.GetTimestamp();
        await WaitAsync(silo, RoundPhase.Labelling, cancellationToken);
        figures.Step("selection", since);
    }

    private static async Task<TrainingJob> ClaimAsync(
        BenchSilo silo, RoundNumber round, int part, CancellationToken cancellationToken)
    {
        while (true)
        {
            var claim = await silo.Grains.JobGrain(silo.Id, round).ClaimAsync(
                silo.NewCall("claim"), new JobId(JobKind.Describe, part), "bench", cancellationToken);
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

    /// <summary>Where each scan's message lies in the file, so that the process need not hold them all.</summary>
    private static Dictionary<string, (long Start, int Length)> PlacesOf(string path)
    {
        using var file = File.OpenRead(path);
        var found = new Dictionary<string, (long, int)>(StringComparer.Ordinal);
        while (file.Position < file.Length)
        {
            var start = file.Position;
            found.Add(ScanSignal.Parser.ParseDelimitedFrom(file).Scan, (start, (int)(file.Position - start)));
        }

        return found;
    }

    private static byte[] Cut(string path, IEnumerable<(long Start, int Length)> places)
    {
        using var file = File.OpenHandle(path);
        using var bytes = new MemoryStream();
        foreach (var (start, length) in places)
        {
            var message = new byte[length];
            RandomAccess.Read(file, message, start);
            bytes.Write(message);
        }

        return bytes.ToArray();
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
