using ActiveSeg.Contracts.Artifacts;
using ActiveSeg.Contracts.Keys;
using ActiveSeg.Contracts.Projects;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Contracts.Training;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Training;
using ActiveSeg.Grpc.Errors;
using ActiveSeg.Grpc.Mapping;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using JobStatus = ActiveSeg.Domain.Training.JobStatus;
using V1 = ActiveSeg.Protocol.V1;

namespace ActiveSeg.Grpc.Services;

/// <summary>Gives jobs to trainers, takes their results, and lists models.</summary>
internal sealed class TrainingService(IGrainFactory grains, IProjectStore store, IArtifactStore artifacts)
    : V1.TrainingService.TrainingServiceBase
{
    /// <inheritdoc />
    public override async Task<V1.ClaimJobResponse> ClaimJob(V1.ClaimJobRequest request, ServerCallContext context)
    {
        var call = Calls.Identity(request.RequestId, request);
        var open = await store.ListAsync<TrainingJob>(
            DocumentKind.Job,
            null,
            [nameof(JobStatus.Waiting), nameof(JobStatus.Leased)],
            context.CancellationToken);
        foreach (var job in await ClaimableAsync([.. open.Select(j => j.Value)], call.Id, request.Trainer, context.CancellationToken))
        {
            var answer = await JobGrain(job.Project, job.Round)
                .ClaimAsync(call, job.Id, request.Trainer, context.CancellationToken);
            if (answer.Refusal is { Reason: "REQUEST_ID_REUSED" } reused)
            {
                throw new RefusalException(reused);
            }

            if (answer.Value is { Status: JobStatus.Leased } claimed)
            {
                return new V1.ClaimJobResponse { Job = claimed.ToWire() };
            }
        }

        return new V1.ClaimJobResponse();
    }

    /// <inheritdoc />
    public override async Task<V1.HeartbeatResponse> Heartbeat(V1.HeartbeatRequest request, ServerCallContext context)
    {
        var job = await JobGrain(ProjectId.Parse(request.Project), new RoundNumber(request.Round))
            .HeartbeatAsync(new JobId(request.Kind.ToDomain(), request.Part), request.Fencing, request.Progress, context.CancellationToken)
            .ValueAsync();
        return new V1.HeartbeatResponse { ExpireTime = Timestamp.FromDateTimeOffset(job.ExpiresAt!.Value) };
    }

    /// <inheritdoc />
    public override async Task<V1.CompleteJobResponse> CompleteJob(
        V1.CompleteJobRequest request, ServerCallContext context)
    {
        var call = Calls.Identity(request.RequestId, request);
        var kind = request.Kind.ToDomain();
        var result = new TrainingResult(
            kind == JobKind.Train ? request.Weights.ToDomain("weights") : null,
            request.Report.ToDomain("report"),
            kind == JobKind.Train ? null : request.Signals.ToDomain("signals"));
        ArtifactRef?[] needed = [result.Weights, result.Report, result.Signals];
        foreach (var artifact in needed)
        {
            if (artifact is { } named && !await artifacts.ExistsAsync(named, context.CancellationToken))
            {
                throw new RefusalException(Refusal.Precondition("NOT_UPLOADED", $"{named} has not been uploaded"));
            }
        }

        await JobGrain(ProjectId.Parse(request.Project), new RoundNumber(request.Round))
            .CompleteAsync(call, new JobId(kind, request.Part), request.Fencing, result, context.CancellationToken)
            .ValueAsync();
        return new V1.CompleteJobResponse();
    }

    /// <inheritdoc />
    public override async Task<V1.FailJobResponse> FailJob(V1.FailJobRequest request, ServerCallContext context)
    {
        var call = Calls.Identity(request.RequestId, request);
        var (grain, job) = (
            JobGrain(ProjectId.Parse(request.Project), new RoundNumber(request.Round)),
            new JobId(request.Kind.ToDomain(), request.Part));
        await (request.HandedBack
                ? grain.HandBackAsync(call, job, request.Fencing, context.CancellationToken)
                : grain.FailAsync(call, job, request.Fencing, request.Reason, request.Retriable, context.CancellationToken))
            .ValueAsync();
        return new V1.FailJobResponse();
    }

    /// <inheritdoc />
    public override async Task<V1.GetModelResponse> GetModel(V1.GetModelRequest request, ServerCallContext context)
    {
        var project = await ProjectAsync(request.Project, context.CancellationToken);
        var version = request.Model == 0 ? project.PromotedModel : new ModelVersion(request.Model);
        var model = version is { } wanted
            ? await store.ReadAsync<ModelState>(DocumentKey.OfModel(project.Id, wanted), context.CancellationToken)
            : null;
        return model is null
            ? throw new RefusalException(Refusal.NotFound("MODEL_NOT_FOUND", $"{project.Id} has no model {version}"))
            : new V1.GetModelResponse { Model = model.Value.ToWire(project) };
    }

    /// <inheritdoc />
    public override async Task<V1.ListModelsResponse> ListModels(V1.ListModelsRequest request, ServerCallContext context)
    {
        var project = await ProjectAsync(request.Project, context.CancellationToken);
        var size = Pages.Size(request.PageSize, 50, 500);
        var after = Pages.Position(request.PageToken);
        var all = await store.ListAsync<ModelState>(DocumentKind.Model, project.Id, [], context.CancellationToken);
        var page = all.Select(m => m.Value).Where(m => m.Version.Value > after).Take(size + 1).ToList();
        var response = new V1.ListModelsResponse();
        response.Models.AddRange(page.Take(size).Select(m => m.ToWire(project)));
        response.NextPageToken = page.Count > size ? Pages.Token($"{page[size - 1].Version}") : "";
        return response;
    }

    /// <summary>The job that the request has been given already, alone; otherwise all that can be claimed now, those last that have failed
    /// in this trainer's hands or often.</summary>
    private async Task<IEnumerable<TrainingJob>> ClaimableAsync(
        IReadOnlyList<TrainingJob> open, RequestId request, string trainer, CancellationToken cancellationToken)
    {
        foreach (var job in open.DistinctBy(j => j.Project))
        {
            if (await store.ReadRequestAsync(job.Project, request, cancellationToken) is not null)
            {
                return [job];
            }
        }

        var now = await store.ReadClockAsync(cancellationToken);
        return open.Where(j => JobRules.IsClaimableAt(j, now))
            .OrderBy(j => j.Failure.Length > 0 && j.Trainer == trainer)
            .ThenBy(j => j.Attempts);
    }

    private async Task<ProjectState> ProjectAsync(string name, CancellationToken cancellationToken)
    {
        var view = await grains.GetGrain<IProjectGrain>(ProjectId.Parse(name).Value).GetAsync(cancellationToken).ValueAsync();
        return view.State;
    }

    private ITrainingJobGrain JobGrain(ProjectId project, RoundNumber round) => grains.JobGrain(project, round);
}
