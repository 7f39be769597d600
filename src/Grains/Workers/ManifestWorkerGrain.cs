using System.Collections.Immutable;
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
using ScanRole = ActiveSeg.Domain.Pools.ScanRole;
using ScanStatus = ActiveSeg.Domain.Pools.ScanStatus;

namespace ActiveSeg.Grains.Workers;

/// <inheritdoc cref="IManifestWorkerGrain" />
[StatelessWorker(2)]
internal sealed class ManifestWorkerGrain(IProjectStore store, IArtifactStore artifacts) : Grain, IManifestWorkerGrain
{
    private const int UsualPasses = 3;

    /// <summary>Scans that one job describes at most: minutes on a processor, so that little is lost with a trainer.</summary>
    private const int ScansPerPart = 128;

    /// <inheritdoc />
    public async Task WriteAsync(
        ProjectId project, RoundNumber round, JobKind kind, CancellationToken cancellationToken)
    {
        var state = (await store.ReadProjectAsync(project, cancellationToken))!.Value;
        var stored = (await store.ReadRoundAsync(project, round, cancellationToken))!.Value;
        if (stored.Phase != RoundRules.PhaseOf(kind)
            || await store.ReadJobAsync(project, round, new JobId(kind), cancellationToken) is not null)
        {
            return;
        }

        var scans = (await store.ListScansAsync(project, new ScanFilter(), cancellationToken))
            .Select(s => s.Value)
            .ToList();
        var pool = scans.Where(s => s.Role == ScanRole.Pool && s.Status != ScanStatus.Excluded).ToList();
        var grain = GrainFactory.GetGrain<IProjectGrain>(project.Value);
        if (kind == JobKind.Train)
        {
            var manifest = await TrainingAsync(state, round, scans, pool, cancellationToken);
            await grain.AddJobsAsync(
                round, kind, describedBy: null, [await artifacts.WriteAsync(manifest.ToByteArray(), cancellationToken)], cancellationToken);
            return;
        }

        var (version, weights) = await DescriberAsync(state, round, kind, cancellationToken);
        var parts = (kind == JobKind.Score ? pool : await UndescribedAsync(state, pool, version, cancellationToken)).Chunk(ScansPerPart).ToList();
        if (parts.Count == 0)
        {
            // What was to be described has been excluded meanwhile.
            await grain.ApplyDescriptionAsync(round, cancellationToken);
            return;
        }

        var manifests = ImmutableArray.CreateBuilder<ArtifactRef>(parts.Count);
        foreach (var part in parts)
        {
            var manifest = Common(state, round);
            manifest.Weights = weights is null ? null : ToArtifact(weights.Value);
            manifest.Described.AddRange(part.Select(s => ToManifest(s, withMask: weights is not null && s.Status == ScanStatus.Labelled)));
            manifests.Add(await artifacts.WriteAsync(manifest.ToByteArray(), cancellationToken));
        }

        await grain.AddJobsAsync(round, kind, version, manifests.MoveToImmutable(), cancellationToken);
    }

    private static TrainingManifest Common(ProjectState state, RoundNumber round)
    {
        var options = state.Options;
        var manifest = new TrainingManifest
        {
            Project = state.Id.Value,
            Round = round.Value,
            Threads = options.Training.Threads,
            MirrorLeftRight = options.Training.MirrorLeftRight,
            DropoutPasses = options.Training.DropoutPasses ?? (TrainerColumns.NeedsSeveralPasses(options.Policy) ? UsualPasses : 0),
        };
        manifest.Structures.AddRange(options.Structures.Select(s => new Protocol.V1.Structure { Label = s.Label, Name = s.Name }));
        return manifest;
    }

    private async Task<TrainingManifest> TrainingAsync(
        ProjectState state, RoundNumber round, List<ScanState> scans, List<ScanState> pool, CancellationToken cancellationToken)
    {
        var training = state.Options.Training;
        var manifest = Common(state, round);
        manifest.MaxSteps = training.MaxSteps;
        manifest.Seed = unchecked((training.Seed * 1_000_003) + (training.WarmStart ? round.Value : 0));
        manifest.LockHash = state.Lock?.Hash ?? "";
        manifest.Members = training.Members;
        manifest.Labelled.AddRange(pool.Where(s => s.Status == ScanStatus.Labelled).Select(s => ToManifest(s, true, training.SoftLabels)));
        manifest.Reference.AddRange(scans.Where(s => s.Role == ScanRole.Reference).Select(s => ToManifest(s, true)));
        if (training.WarmStart && state.PromotedModel is { } promoted)
        {
            manifest.WarmStart = ToArtifact((await ModelAsync(state.Id, promoted, cancellationToken)).Weights);
        }

        return manifest;
    }

    /// <summary>Which model describes: the one just trained, or the promoted one; none before there is one.</summary>
    private async Task<(ModelVersion Version, ArtifactRef? Weights)> DescriberAsync(
        ProjectState state, RoundNumber round, JobKind kind, CancellationToken cancellationToken)
    {
        if (kind == JobKind.Score)
        {
            var trained = (await store.ReadJobAsync(state.Id, round, new JobId(JobKind.Train), cancellationToken))!.Value;
            return (trained.Model, trained.Result!.Weights);
        }

        return state.PromotedModel is { } promoted
            ? (promoted, (await ModelAsync(state.Id, promoted, cancellationToken)).Weights)
            : (new ModelVersion(0), null);
    }

    private async Task<IEnumerable<ScanState>> UndescribedAsync(
        ProjectState state, List<ScanState> pool, ModelVersion version, CancellationToken cancellationToken)
    {
        if (state.SignalVersion == 0)
        {
            return pool;
        }

        var rows = await GrainFactory.ReadPoolAsync(state.Id, cancellationToken);
        var described = rows.Where(r => r.Signals?.Model == version).Select(r => r.Scan).ToHashSet();
        return pool.Where(s => !described.Contains(s.Id));
    }

    private async Task<ModelState> ModelAsync(ProjectId project, ModelVersion version, CancellationToken cancellationToken) =>
        (await store.ReadAsync<ModelState>(DocumentKey.OfModel(project, version), cancellationToken))!.Value;

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
