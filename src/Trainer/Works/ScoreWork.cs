using System.Diagnostics;
using ActiveSeg.Nets;
using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Plans;
using ActiveSeg.Nets.Scoring;
using ActiveSeg.Protocol.V1;
using ActiveSeg.Trainer.Hosting;
using ActiveSeg.Trainer.Jobs;
using ActiveSeg.Trainer.Remote;
using ActiveSeg.Trainer.Scans;
using Google.Protobuf;

namespace ActiveSeg.Trainer.Works;

/// <summary>Describes scans by a trained model: embedding, uncertainty, gradient.</summary>
internal sealed class ScoreWork(ScanReader scans, ArtifactCache cache, ArtifactUploads uploads, TrainerOptions options)
{
    /// <summary>Describes every scan that the manifest asks for; two are in memory at a time.</summary>
    public async Task<JobResult> RunAsync(TrainingManifest manifest, JobProgress progress, CancellationToken token)
    {
        var clock = Stopwatch.StartNew();
        var artifact = manifest.Weights;
        var weights = TrainedWeights.Load(await cache.ObtainAsync(artifact, token), artifact.Sha256);
        if (!weights.Structures.Equals(SchemaMap.Of(manifest)))
        {
            throw new UnusableInputException($"the weights {artifact.Sha256} segment other structures than those of the project");
        }

        var threads = Math.Min(manifest.Threads > 0 ? manifest.Threads : options.Threads, options.Threads);
        progress.Step($"describing {manifest.Described.Count} scans by the model");
        using var segmenter = new Segmenter(weights, new ScoringOptions
        {
            Threads = threads,
            HalfPrecision = options.HalfPrecision ? true : null,
            Mirrors = manifest.MirrorLeftRight ? [PatientAxis.LeftRight] : [],
            DropoutPasses = manifest.DropoutPasses,
        });
        using var signals = new SignalWriter();
        var done = 0;
        var wanted = manifest.Described.Select(scan => (scan, WithReference: scan.Mask is not null)).ToList();
        await foreach (var scan in scans.ReadAsync(wanted, manifest.Structures, token))
        {
            signals.Add(scan.Scan, segmenter.Score(scan.Scan, scan.Volume, token), manifest.Structures, scan.Reference);
            progress.Update($"described {++done} of {wanted.Count} scans");
        }

        var report = new TrainingReport
        {
            StopReason = "Every scan is described by the model; nothing was trained.",
            ScoringSeconds = clock.Elapsed.TotalSeconds,
        };
        report.Facts.Add(RunFacts.OfThisProcess());
        report.Facts["threads"] = threads.ToString();
        report.Facts["embedding_width"] = signals.Width.ToString();
        report.Facts["described_scans"] = done.ToString();
        report.Facts["peak_memory_mib"] = (Process.GetCurrentProcess().PeakWorkingSet64 >> 20).ToString();
        progress.Step("delivering");
        return new JobResult(
            null,
            await uploads.SendAsync(report.ToByteArray(), token),
            await uploads.SendAsync(signals.Bytes, token));
    }
}
