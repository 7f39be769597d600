using System.Collections.Immutable;
using ActiveSeg.Contracts.Artifacts;
using ActiveSeg.Contracts.Projects;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Contracts.Workers;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Training;
using ActiveSeg.Grains.Agents;
using ActiveSeg.Grains.Commits;
using ActiveSeg.Policies.Agent;
using ActiveSeg.Protocol.V1;
using Google.Protobuf;
using Orleans.Concurrency;
using JobKind = ActiveSeg.Domain.Training.JobKind;
using RoundPhase = ActiveSeg.Domain.Rounds.RoundPhase;
using StructureScore = ActiveSeg.Domain.Training.StructureScore;

namespace ActiveSeg.Grains.Workers;

/// <inheritdoc cref="IResultWorkerGrain" />
[StatelessWorker(2)]
internal sealed class ResultWorkerGrain(IProjectStore store, IArtifactStore artifacts) : Grain, IResultWorkerGrain
{
    /// <summary>Largest report or manifest that is read. Units: bytes.</summary>
    private const long LargestDocument = 1L << 30;

    /// <inheritdoc />
    public async Task ApplyAsync(
        ProjectId project, RoundNumber round, JobKind kind, CancellationToken cancellationToken)
    {
        var grain = GrainFactory.GetGrain<IProjectGrain>(project.Value);
        var job = (await store.ReadJobAsync(project, round, kind, cancellationToken))!.Value;
        if (job.Result is not { } result)
        {
            await grain.FailRoundAsync(round, $"the {kind} job failed: {job.Failure}", cancellationToken);
            return;
        }

        try
        {
            await ApplyAsync(job, result, cancellationToken);
        }
        catch (Exception unusable) when (unusable is InvalidDataException or InvalidProtocolBufferException)
        {
            // No repetition mends a document; without this the round would wait for it for ever.
            await grain.FailRoundAsync(
                round, $"the result of the {kind} job cannot be used: {unusable.Message}", cancellationToken);
        }
    }

    private async Task ApplyAsync(TrainingJob job, TrainingResult result, CancellationToken cancellationToken)
    {
        var (project, round, kind) = (job.Project, job.Round, job.Kind);
        var grain = GrainFactory.GetGrain<IProjectGrain>(project.Value);
        var state = (await store.ReadProjectAsync(project, cancellationToken))!.Value;
        var stored = (await store.ReadRoundAsync(project, round, cancellationToken))!.Value;
        if (kind == JobKind.Describe)
        {
            if (stored.Phase == RoundPhase.Describing)
            {
                var signals = await SignalsAsync(state, result, new ModelVersion(0), cancellationToken);
                await store.WriteSignalsAsync(project, signals, cancellationToken);
                await grain.ApplyDescriptionAsync(round, cancellationToken);
            }

            return;
        }

        var candidate = await CandidateAsync(job, result, cancellationToken);
        if (stored.Phase == RoundPhase.Evaluating)
        {
            var signals = await SignalsAsync(state, result, candidate.Version, cancellationToken);
            if (PromotionRules.Decide(candidate, state.PromotedDice, state.Lock?.Hash ?? "").Promote)
            {
                await store.WriteSignalsAsync(project, signals, cancellationToken);
            }

            await grain.ApplyCandidateAsync(candidate, cancellationToken);
        }

        var reward = await RewardAsync(stored, candidate, cancellationToken);
        if (reward is not null && stored.Decision is { Policy: "agent", Context.Length: > 0 } decision)
        {
            await GrainFactory.GetGrain<IPolicyAgentGrain>(project.Value).ObserveAsync(
                round, decision, reward.Value, reward.Variance, cancellationToken);
        }

        await grain.EndRoundAsync(round, reward?.Value, cancellationToken);
    }

    private async Task<ImmutableArray<ScanSignals>> SignalsAsync(
        ProjectState project, TrainingResult result, ModelVersion model, CancellationToken cancellationToken)
    {
        await using var stream = await artifacts.OpenAsync(result.Signals, cancellationToken);
        var messages = new List<ScanSignal>();
        while (stream.Position < stream.Length)
        {
            messages.Add(ScanSignal.Parser.ParseDelimitedFrom(stream));
        }

        try
        {
            return await Task.Run(() => SignalClusters.Assign(messages, model, project.Options.Seed), cancellationToken);
        }
        catch (ArgumentException unusable)
        {
            throw new InvalidDataException($"the embeddings cannot be clustered: {unusable.Message}", unusable);
        }
    }

    private async Task<ModelState> CandidateAsync(
        TrainingJob job, TrainingResult result, CancellationToken cancellationToken)
    {
        var report = TrainingReport.Parser.ParseFrom(await ReadAsync(result.Report, cancellationToken));
        var manifest = TrainingManifest.Parser.ParseFrom(await ReadAsync(job.Manifest, cancellationToken));
        if (report.Scores.Count == 0 || !report.Scores.All(s => s.Dice is >= 0 and <= 1))
        {
            throw new InvalidDataException("the report has no score, or one whose Dice is not 0 to 1");
        }

        var weights = result.Weights ?? throw new InvalidDataException("there are no weights");
        var now = await store.ReadClockAsync(cancellationToken);
        return new ModelState(
            job.Project,
            job.Model,
            job.Round,
            weights,
            result.Report,
            job.Manifest,
            manifest.LockHash,
            manifest.Labelled.Count,
            report.Scores.Average(s => s.Dice),
            [.. report.Scores.Select(s => new StructureScore(
                s.Label,
                s.Dice,
                s.HasHd95Mm ? s.Hd95Mm : null,
                s.HasAssdMm ? s.AssdMm : null,
                s.AreaErrorMm2))],
            TimeSpan.FromSeconds(report.TrainingSeconds),
            now,
            report.Defect);
    }

    private async Task<EfficiencyReward?> RewardAsync(
        RoundState round, ModelState candidate, CancellationToken cancellationToken)
    {
        var models = await store.ListAsync<ModelState>(DocumentKind.Model, round.Project, [], cancellationToken);
        var history = models.Select(m => m.Value).Where(m => m.Version.Value < candidate.Version.Value).ToList();

        // A reward is for the scans of one round: both models must be sound, and the one before must be of the round before.
        var isOfOneRound = history.Count > 0
            && history[^1].Round.Next == candidate.Round
            && history[^1].LabelledScans < candidate.LabelledScans
            && candidate.Defect.Length == 0
            && history[^1].Defect.Length == 0;
        if (!isOfOneRound)
        {
            return null;
        }

        // The yardstick is random sampling. Models of rounds that an arm chose cannot measure it: fitted to them, every arm would be worth 1.
        return LabelEfficiency.Between(
            ReferenceCurve.Assumed,
            history[^1].MeanDice,
            candidate.MeanDice,
            history[^1].LabelledScans,
            candidate.LabelledScans,
            AgentSettings.RetrainSd);
    }

    private async Task<byte[]> ReadAsync(ArtifactRef artifact, CancellationToken cancellationToken)
    {
        if (artifact.Length > LargestDocument)
        {
            throw new InvalidDataException($"a document of {artifact.Length} bytes; at most {LargestDocument} are read");
        }

        await using var stream = await artifacts.OpenAsync(artifact, cancellationToken);
        var bytes = new byte[artifact.Length];
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }
}
