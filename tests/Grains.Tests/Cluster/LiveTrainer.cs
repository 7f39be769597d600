using ActiveSeg.Contracts.Keys;
using ActiveSeg.Contracts.Projects;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Contracts.Training;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Training;
using ActiveSeg.Imaging;
using ActiveSeg.Protocol.V1;
using Google.Protobuf;
using JobKind = ActiveSeg.Domain.Training.JobKind;

namespace ActiveSeg.Grains.Tests.Cluster;

/// <summary>
/// A trainer that trains nothing: it reads the manifest, describes each image by its intensities and reports the Dice that
/// the test gives it. Its documents are those of the wire; its scores are made up.
/// </summary>
internal sealed class LiveTrainer(ClusterFixture cluster, LiveProject project, RoundNumber round)
{
    public ITrainingJobGrain Grain { get; } = cluster.Grains.JobGrain(project.Id, round);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Waits for the job and claims it.</summary>
    public async Task<TrainingJob> ClaimAsync(JobKind kind, CallIdentity? call = null, int part = 0)
    {
        await project.UntilAsync(
            async () => await ReadJobAsync(kind) is not null, () => $"the {kind} job of round {round}");
        return await LiveProject.OkAsync(Grain.ClaimAsync(call ?? project.NewCall(), new JobId(kind, part), "t1", Token));
    }

    public async Task<TrainingJob?> ReadJobAsync(JobKind kind, int part = 0) =>
        (await cluster.Store.ReadAsync<TrainingJob>(DocumentKey.OfJob(project.Id, round, new JobId(kind, part)), Token))?.Value;

    public async Task DescribeAsync()
    {
        var job = await ClaimAsync(JobKind.Describe);
        await CompleteAsync(job, await ResultAsync(job, 0));
    }

    /// <summary>Trains, and describes the pool where the model is good enough to be asked for that.</summary>
    /// <param name="dice">Mean Dice of both structures to report.</param>
    /// <param name="omit">A scan to leave out of the signals.</param>
    public async Task TrainAsync(double dice, string? omit = null)
    {
        var job = await ClaimAsync(JobKind.Train);
        await CompleteAsync(job, await ResultAsync(job, dice));
        await project.UntilAsync(
            async () => await ReadJobAsync(JobKind.Score) is not null || RoundRules.IsOver((await project.RoundAsync()).Phase),
            () => "the scoring job or the end");
        if (await ReadJobAsync(JobKind.Score) is not null)
        {
            var scoring = await ClaimAsync(JobKind.Score);
            await CompleteAsync(scoring, await ResultAsync(scoring, dice, omit));
        }
    }

    public async Task CompleteAsync(TrainingJob job, TrainingResult result) =>
        await LiveProject.OkAsync(Grain.CompleteAsync(project.NewCall(), job.Id, job.Fencing, result, Token));

    public async Task FailAsync(TrainingJob job, string reason) =>
        await LiveProject.OkAsync(Grain.FailAsync(project.NewCall(), job.Id, job.Fencing, reason, retriable: false, Token));

    public async Task<TrainingManifest> ReadManifestAsync(TrainingJob job) =>
        TrainingManifest.Parser.ParseFrom(await ReadAsync(job.Manifest));

    /// <summary>Report, and weights or signals; all written to the artifact store.</summary>
    public async Task<TrainingResult> ResultAsync(TrainingJob job, double dice, string? omit = null)
    {
        var manifest = await ReadManifestAsync(job);
        var isTraining = job.Kind == JobKind.Train;
        using var signals = new MemoryStream();
        foreach (var scan in manifest.Described.Where(s => s.Scan != omit))
        {
            (await DescribeAsync(scan, job.Model.Value)).WriteDelimitedTo(signals);
        }

        var report = new TrainingReport { Steps = isTraining ? manifest.MaxSteps : 0, TrainingSeconds = 2, StopReason = "test" };
        if (isTraining)
        {
            report.Scores.AddRange(manifest.Structures.Select(s => new Protocol.V1.StructureScore { Label = s.Label, Dice = dice }));
        }

        return new TrainingResult(
            isTraining ? await WriteAsync([(byte)job.Model.Value, 1, 2, 3]) : null,
            await WriteAsync(report.ToByteArray()),
            isTraining ? null : await WriteAsync(signals.ToArray()));
    }

    public Task<ArtifactRef> WriteAsync(byte[] bytes) => cluster.Artifacts.WriteAsync(bytes, Token);

    private async Task<ScanSignal> DescribeAsync(ManifestScan scan, int model)
    {
        using var stream = new MemoryStream(await ReadAsync(new ArtifactRef(scan.Image.Sha256, scan.Image.Length)));
        var voxels = new VolumeCodec().ReadVolume(stream, scan.Scan).Voxels;
        var mean = voxels.Average();
        var sd = Math.Sqrt(voxels.Average(v => Math.Pow(v - mean, 2)));
        var signal = new ScanSignal { Scan = scan.Scan };

        // Networks and image statistics describe scans in different spaces, so the width differs too.
        signal.Embedding.AddRange(model == 0 ? [mean, (float)sd] : [mean / 100, (float)sd / 10, model]);
        if (model > 0)
        {
            signal.Uncertainties.Add("entropy_foreground", Math.Round(sd / 20, 6));
            signal.Uncertainties.Add("model_seen", model);
        }

        return signal;
    }

    private async Task<byte[]> ReadAsync(ArtifactRef artifact)
    {
        await using var stream = await cluster.Artifacts.OpenAsync(artifact, Token);
        var bytes = new byte[artifact.Length];
        await stream.ReadExactlyAsync(bytes, Token);
        return bytes;
    }
}
