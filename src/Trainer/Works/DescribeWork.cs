using System.Diagnostics;
using ActiveSeg.Nets.Embeddings;
using ActiveSeg.Protocol.V1;
using ActiveSeg.Trainer.Jobs;
using ActiveSeg.Trainer.Remote;
using ActiveSeg.Trainer.Scans;
using Google.Protobuf;

namespace ActiveSeg.Trainer.Works;

/// <summary>Describes scans by intensity and texture, before any label.</summary>
internal sealed class DescribeWork(ScanReader scans, ArtifactUploads uploads)
{
    /// <summary>Describes every scan that the manifest asks for; two are in memory at a time.</summary>
    public async Task<JobResult> RunAsync(TrainingManifest manifest, JobProgress progress, CancellationToken token)
    {
        var clock = Stopwatch.StartNew();
        progress.Step($"describing {manifest.Described.Count} scans");
        using var signals = new SignalWriter();
        var done = 0;
        var wanted = manifest.Described.Select(scan => (scan, WithReference: false)).ToList();
        await foreach (var scan in scans.ReadAsync(wanted, [], token))
        {
            signals.Add(scan.Scan, ColdEmbedding.Of(scan.Scan, scan.Volume));
            progress.Update($"described {++done} of {wanted.Count} scans");
        }

        var report = new TrainingReport
        {
            StopReason = "Every scan is described by its intensities and texture; nothing was trained.",
            ScoringSeconds = clock.Elapsed.TotalSeconds,
        };
        report.Facts.Add(RunFacts.OfThisProcess());
        report.Facts["embedding_width"] = signals.Width.ToString();
        report.Facts["described_scans"] = done.ToString();
        progress.Step("delivering");
        return new JobResult(
            null,
            await uploads.SendAsync(report.ToByteArray(), token),
            await uploads.SendAsync(signals.Bytes, token));
    }
}
