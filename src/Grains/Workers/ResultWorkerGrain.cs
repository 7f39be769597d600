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
    public async Task ApplyAsync(ProjectId project, RoundNumber round, JobId job, CancellationToken cancellationToken)
    {
        var grain = GrainFactory.GetGrain<IProjectGrain>(project.Value);
        var stored = (await store.ReadJobAsync(project, round, job, cancellationToken))!.Value;
        if (stored.Result is null && job.Kind != JobKind.Score)
        {
            await grain.FailRoundAsync(round, $"the {job} job failed: {stored.Failure}", cancellationToken);
            return;
        }

        try
        {
            await ApplyAsync(stored, cancellationToken);
        }
        catch (Exception unusable) when (unusable is InvalidDataException or InvalidProtocolBufferException)
        {
            // No repetition mends a document; without this the round would wait for it for ever.
            await grain.FailRoundAsync(
                round, $"the result of the {job} job cannot be used: {unusable.Message}", cancellationToken);
        }
    }

    private async Task ApplyAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        var round = (await store.ReadRoundAsync(job.Project, job.Round, cancellationToken))!.Value;
        switch (job.Kind)
        {
            case JobKind.Describe when round.Phase == RoundPhase.Describing:
                await DescribeAsync(job, cancellationToken);
                break;
            case JobKind.Train when round.Phase is RoundPhase.Evaluating or RoundPhase.Promoting:
                await JudgeAsync(job, round, cancellationToken);
                break;
            case JobKind.Score when round.Phase is RoundPhase.Evaluating or RoundPhase.Promoting:
                await ScoreAsync(job, round, cancellationToken);
                break;
        }
    }

    /// <summary>Takes in what describing gave; scans that were described before keep it, and all are clustered together.</summary>
    private async Task DescribeAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        if (await DescribedAsync(job, cancellationToken) is not { } described)
        {
            return;
        }

        var project = (await store.ReadProjectAsync(job.Project, cancellationToken))!.Value;
        if (project.SignalVersion > 0)
        {
            var fresh = described.Select(s => s.Scan).ToHashSet();
            var before = (await GrainFactory.ReadPoolAsync(job.Project, cancellationToken))
                .Select(row => row.Signals)
                .OfType<ScanSignals>()
                .Where(s => s.Model == job.Model && !fresh.Contains(s.Scan));
            described = [.. described, .. before];
        }

        await store.WriteSignalsAsync(job.Project, await ClusterAsync(job.Project, described, cancellationToken), cancellationToken);
        await GrainFactory.GetGrain<IProjectGrain>(job.Project.Value).ApplyDescriptionAsync(job.Round, cancellationToken);
    }

    /// <summary>Decides about a trained model at once where it is no better; otherwise has the pool described by it first.</summary>
    private async Task JudgeAsync(TrainingJob job, RoundState round, CancellationToken cancellationToken)
    {
        var candidate = await CandidateAsync(job, cancellationToken);
        var state = (await store.ReadProjectAsync(job.Project, cancellationToken))!.Value;
        if (round.Phase == RoundPhase.Evaluating
            && PromotionRules.Decide(candidate, state.PromotedDice, state.Lock?.Hash ?? "").Promote)
        {
            await GrainFactory.GetGrain<IManifestWorkerGrain>(0).WriteAsync(job.Project, job.Round, JobKind.Score, cancellationToken);
            return;
        }

        await EndAsync(candidate, round, "", cancellationToken);
    }

    /// <summary>Takes in how the new model describes the pool, then promotes it; where describing failed, the next round does that.</summary>
    private async Task ScoreAsync(TrainingJob job, RoundState round, CancellationToken cancellationToken)
    {
        var trained = (await store.ReadJobAsync(job.Project, job.Round, new JobId(JobKind.Train), cancellationToken))!.Value;
        var candidate = await CandidateAsync(trained, cancellationToken);
        if (job.Result is null)
        {
            await EndAsync(candidate, round, $"; the pool is not described by it yet: {job.Failure}", cancellationToken);
            return;
        }

        if (await DescribedAsync(job, cancellationToken) is not { } described)
        {
            return;
        }

        var signals = await ClusterAsync(job.Project, described, cancellationToken);
        if ((await store.ReadRoundAsync(job.Project, job.Round, cancellationToken))!.Value.Phase == RoundPhase.Evaluating)
        {
            await store.WriteSignalsAsync(job.Project, signals, cancellationToken);
        }

        await EndAsync(candidate, round, "", cancellationToken);
    }

    private async Task EndAsync(ModelState candidate, RoundState round, string remark, CancellationToken cancellationToken)
    {
        var grain = GrainFactory.GetGrain<IProjectGrain>(round.Project.Value);
        if (round.Phase == RoundPhase.Evaluating)
        {
            await grain.ApplyCandidateAsync(candidate, remark, cancellationToken);
        }

        if ((await store.ReadRoundAsync(round.Project, round.Number, cancellationToken))!.Value.Phase != RoundPhase.Promoting)
        {
            // Cancelled meanwhile: the agent must not learn from a round that has no model.
            return;
        }

        var reward = await RewardAsync(round, candidate, cancellationToken);
        if (reward is not null && round.Decision is { Policy: "agent", Context.Length: > 0 } decision)
        {
            await GrainFactory.GetGrain<IPolicyAgentGrain>(round.Project.Value).ObserveAsync(
                round.Number, decision, reward.Value, reward.Variance, cancellationToken);
        }

        await grain.EndRoundAsync(round.Number, reward?.Value, cancellationToken);
    }

    /// <summary>What all parts of a job have described, in the order of the parts; absent while a part is missing.</summary>
    private async Task<ImmutableArray<ScanSignals>?> DescribedAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        var open = await store.ListOpenJobsAsync(job.Project, cancellationToken);
        if (open.Any(other => other.Value.Round == job.Round && other.Value.Kind == job.Kind))
        {
            return null;
        }

        var messages = new List<ScanSignal>();
        for (var part = 0; part < job.Parts; part++)
        {
            var done = await store.ReadJobAsync(job.Project, job.Round, new JobId(job.Kind, part), cancellationToken);
            if (done?.Value.Result is not { } result)
            {
                return null;
            }

            var signals = result.Signals ?? throw new InvalidDataException($"part {part + 1} of {job.Parts} has no signals");
            await using var stream = await artifacts.OpenAsync(signals, cancellationToken);
            while (stream.Position < stream.Length)
            {
                messages.Add(ScanSignal.Parser.ParseDelimitedFrom(stream));
            }
        }

        return SignalClusters.Read(messages, job.Model);
    }

    private async Task<ImmutableArray<ScanSignals>> ClusterAsync(
        ProjectId project, ImmutableArray<ScanSignals> described, CancellationToken cancellationToken)
    {
        var seed = (await store.ReadProjectAsync(project, cancellationToken))!.Value.Options.Seed;
        try
        {
            return await Task.Run(() => SignalClusters.Assign(described, seed), cancellationToken);
        }
        catch (ArgumentException unusable)
        {
            throw new InvalidDataException($"the embeddings cannot be clustered: {unusable.Message}", unusable);
        }
    }

    private async Task<ModelState> CandidateAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        var result = job.Result!;
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
