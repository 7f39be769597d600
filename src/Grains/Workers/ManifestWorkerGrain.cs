using ActiveSeg.Contracts.Artifacts;
using ActiveSeg.Contracts.Pools;
using ActiveSeg.Contracts.Projects;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Contracts.Workers;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Training;
using ActiveSeg.Grains.Commits;
using ActiveSeg.Protocol.V1;
using Google.Protobuf;
using Orleans.Concurrency;
using JobKind = ActiveSeg.Domain.Training.JobKind;
using RoundPhase = ActiveSeg.Domain.Rounds.RoundPhase;
using ScanRole = ActiveSeg.Domain.Pools.ScanRole;
using ScanStatus = ActiveSeg.Domain.Pools.ScanStatus;

namespace ActiveSeg.Grains.Workers;

/// <inheritdoc cref="IManifestWorkerGrain" />
[StatelessWorker(2)]
internal sealed class ManifestWorkerGrain(IProjectStore store, IArtifactStore artifacts) : Grain, IManifestWorkerGrain
{
    private const int UsualPasses = 3;

    /// <inheritdoc />
    public async Task WriteAsync(
        ProjectId project, RoundNumber round, JobKind kind, CancellationToken cancellationToken)
    {
        var state = (await store.ReadProjectAsync(project, cancellationToken))!.Value;
        var stored = (await store.ReadRoundAsync(project, round, cancellationToken))!.Value;
        var waiting = kind == JobKind.Train ? RoundPhase.Training : RoundPhase.Describing;
        if (stored.Phase != waiting || await store.ReadJobAsync(project, round, kind, cancellationToken) is not null)
        {
            return;
        }

        var scans = (await store.ListScansAsync(project, new ScanFilter(), cancellationToken))
            .Select(s => s.Value)
            .ToList();
        var pool = scans.Where(s => s.Role == ScanRole.Pool && s.Status != ScanStatus.Excluded).ToList();
        var options = state.Options;
        var manifest = new TrainingManifest
        {
            Project = project.Value,
            Round = round.Value,
            MaxSteps = options.Training.MaxSteps,
            Threads = options.Training.Threads,
            Seed = unchecked((options.Training.Seed * 1_000_003) + (options.Training.WarmStart ? round.Value : 0)),
            LockHash = state.Lock?.Hash ?? "",
            Members = options.Training.Members,
            MirrorLeftRight = options.Training.MirrorLeftRight,
            DropoutPasses = options.Training.DropoutPasses ?? (TrainerColumns.NeedsSeveralPasses(options.Policy) ? UsualPasses : 0),
        };
        manifest.Structures.AddRange(options.Structures.Select(s => new Protocol.V1.Structure { Label = s.Label, Name = s.Name }));
        manifest.Described.AddRange(pool.Select(s => ToManifest(s, withMask: false)));
        if (kind == JobKind.Train)
        {
            manifest.Labelled.AddRange(pool.Where(s => s.Status == ScanStatus.Labelled).Select(s => ToManifest(s, true, options.Training.SoftLabels)));
            manifest.Reference.AddRange(
                scans.Where(s => s.Role == ScanRole.Reference).Select(s => ToManifest(s, true)));
            if (options.Training.WarmStart && state.PromotedModel is { } promoted)
            {
                var model = await store.ReadAsync<ModelState>(DocumentKey.OfModel(project, promoted), cancellationToken);
                manifest.WarmStart = ToArtifact(model!.Value.Weights);
            }
        }

        var written = await artifacts.WriteAsync(manifest.ToByteArray(), cancellationToken);
        await GrainFactory.GetGrain<IProjectGrain>(project.Value).AddJobAsync(round, kind, written, cancellationToken);
    }

    private static ManifestScan ToManifest(ScanState scan, bool withMask, bool withReads = false)
    {
        var entry = new ManifestScan
        {
            Scan = scan.Id.Value,
            Patient = scan.Patient.Value,
            Image = ToArtifact(scan.Image),
        };
        if (withMask)
        {
            entry.Mask = ToArtifact(scan.Reference!.Mask);
        }

        if (withReads)
        {
            entry.Reads.AddRange(scan.Reads.Select(read => ToArtifact(read.Mask)));
        }

        return entry;
    }

    private static Artifact ToArtifact(ArtifactRef artifact) => new() { Sha256 = artifact.Sha256, Length = artifact.Length };
}
