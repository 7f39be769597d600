using System.Collections.Immutable;
using ActiveSeg.Contracts.Artifacts;
using ActiveSeg.Contracts.Experiments;
using ActiveSeg.Contracts.Keys;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Domain.Experiments;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Training;
using ActiveSeg.Grpc.Errors;
using ActiveSeg.Grpc.Mapping;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using JobStatus = ActiveSeg.Domain.Training.JobStatus;
using V1 = ActiveSeg.Protocol.V1;

namespace ActiveSeg.Grpc.Services;

/// <summary>Queues retrospective experiments, gives them to trainers that have nothing more urgent to do, and hands out results.</summary>
internal sealed class ExperimentsService(
    IGrainFactory grains, IProjectStore store, IArtifactStore artifacts, IHostApplicationLifetime lifetime)
    : V1.ExperimentsService.ExperimentsServiceBase
{
    private static readonly TimeSpan WatchPeriod = TimeSpan.FromMilliseconds(500);

    private static readonly ImmutableArray<string> NotOver = [nameof(ExperimentStatus.Queued), nameof(ExperimentStatus.Running)];

    /// <inheritdoc />
    public override async Task<V1.SubmitExperimentResponse> SubmitExperiment(
        V1.SubmitExperimentRequest request, ServerCallContext context)
    {
        var call = Calls.Identity(request.RequestId, request);
        var id = request.Experiment.Length == 0 ? ExperimentId.Of(call.Id) : ExperimentId.Parse(request.Experiment);
        var state = await grains.ExperimentGrain(id)
            .SubmitAsync(call, request.Settings.ToDomain(), context.CancellationToken)
            .ValueAsync();
        return new V1.SubmitExperimentResponse { Experiment = state.ToWire() };
    }

    /// <inheritdoc />
    public override async Task<V1.GetExperimentResponse> GetExperiment(V1.GetExperimentRequest request, ServerCallContext context)
    {
        var state = await Grain(request.Experiment).GetAsync(context.CancellationToken).ValueAsync();
        return new V1.GetExperimentResponse { Experiment = state.ToWire() };
    }

    /// <inheritdoc />
    public override async Task<V1.ListExperimentsResponse> ListExperiments(
        V1.ListExperimentsRequest request, ServerCallContext context)
    {
        var size = Pages.Size(request.PageSize, 50, 500);
        var before = Pages.Position(request.PageToken);
        var all = await AllAsync([], context.CancellationToken);
        var page = all.OrderBy(e => e.CreatedAt).ThenBy(e => e.Id.Value, StringComparer.Ordinal).Skip(before).Take(size + 1).ToList();
        var response = new V1.ListExperimentsResponse();
        response.Experiments.AddRange(page.Take(size).Select(e => e.ToWire()));
        response.NextPageToken = page.Count > size ? Pages.Token($"{before + size}") : "";
        return response;
    }

    /// <inheritdoc />
    public override async Task WatchExperiment(
        V1.WatchExperimentRequest request, IServerStreamWriter<V1.WatchExperimentResponse> responseStream, ServerCallContext context)
    {
        // A server that stops does not wait for those who watch.
        using var until = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        using var timer = new PeriodicTimer(WatchPeriod);
        ExperimentState? told = null;
        do
        {
            var state = await Grain(request.Experiment).GetAsync(until.Token).ValueAsync();
            if (told is null || state with { ExpiresAt = told.ExpiresAt, Settings = told.Settings } != told)
            {
                await responseStream.WriteAsync(new V1.WatchExperimentResponse { Experiment = state.ToWire() }, until.Token);
                told = state;
            }
        }
        while (!ExperimentRules.IsOver(told.Status) && await timer.WaitForNextTickAsync(until.Token));
    }

    /// <inheritdoc />
    public override async Task<V1.CancelExperimentResponse> CancelExperiment(
        V1.CancelExperimentRequest request, ServerCallContext context)
    {
        var call = Calls.Identity(request.RequestId, request);
        var state = await Grain(request.Experiment).CancelAsync(call, context.CancellationToken).ValueAsync();
        return new V1.CancelExperimentResponse { Experiment = state.ToWire() };
    }

    /// <inheritdoc />
    public override async Task FetchResults(
        V1.FetchResultsRequest request, IServerStreamWriter<V1.FetchResultsResponse> responseStream, ServerCallContext context)
    {
        var state = await Grain(request.Experiment).GetAsync(context.CancellationToken).ValueAsync();
        var results = state.Results ?? throw new RefusalException(
            Refusal.Precondition("NO_RESULTS", $"experiment {state.Id} is {state.Status}; it has results once it is Done"));
        await foreach (var (artifact, chunk) in artifacts.ChunksAsync(results, request.Offset, context.CancellationToken))
        {
            var message = new V1.FetchResultsResponse { Artifact = artifact?.ToWire(), Chunk = chunk };
            await responseStream.WriteAsync(message, context.CancellationToken);
        }
    }

    /// <inheritdoc />
    public override async Task<V1.ClaimExperimentResponse> ClaimExperiment(
        V1.ClaimExperimentRequest request, ServerCallContext context)
    {
        var call = Calls.Identity(request.RequestId, request);
        foreach (var experiment in await ClaimableAsync(call.Id, request.Datasets.ToHashSet(StringComparer.Ordinal), context.CancellationToken))
        {
            var answer = await grains.ExperimentGrain(experiment.Id).ClaimAsync(call, request.Trainer, context.CancellationToken);
            if (answer.Refusal is { Reason: "REQUEST_ID_REUSED" } reused)
            {
                throw new RefusalException(reused);
            }

            if (answer.Value is { Status: ExperimentStatus.Running } claimed)
            {
                return new V1.ClaimExperimentResponse
                {
                    Experiment = claimed.ToWire(),
                    Fencing = claimed.Fencing,
                    Hold = Duration.FromTimeSpan(ExperimentRules.Hold),
                };
            }
        }

        return new V1.ClaimExperimentResponse();
    }

    /// <inheritdoc />
    public override async Task<V1.HeartbeatExperimentResponse> HeartbeatExperiment(
        V1.HeartbeatExperimentRequest request, ServerCallContext context)
    {
        var state = await Grain(request.Experiment)
            .HeartbeatAsync(request.Fencing, request.RoundsDone, request.Message, context.CancellationToken)
            .ValueAsync();
        return new V1.HeartbeatExperimentResponse
        {
            ExpireTime = Timestamp.FromDateTimeOffset(state.ExpiresAt!.Value),
            JobWaiting = await IsJobWaitingAsync(await store.ReadClockAsync(context.CancellationToken), context.CancellationToken),
        };
    }

    /// <inheritdoc />
    public override async Task<V1.ReleaseExperimentResponse> ReleaseExperiment(
        V1.ReleaseExperimentRequest request, ServerCallContext context)
    {
        var call = Calls.Identity(request.RequestId, request);
        await Grain(request.Experiment)
            .ReleaseAsync(call, request.Fencing, request.Reason, context.CancellationToken)
            .ValueAsync();
        return new V1.ReleaseExperimentResponse();
    }

    /// <inheritdoc />
    public override async Task<V1.CompleteExperimentResponse> CompleteExperiment(
        V1.CompleteExperimentRequest request, ServerCallContext context)
    {
        var call = Calls.Identity(request.RequestId, request);
        var results = request.Results.ToDomain("results");
        if (!await artifacts.ExistsAsync(results, context.CancellationToken))
        {
            throw new RefusalException(Refusal.Precondition("NOT_UPLOADED", $"{results} has not been uploaded"));
        }

        await Grain(request.Experiment).CompleteAsync(call, request.Fencing, results, context.CancellationToken).ValueAsync();
        return new V1.CompleteExperimentResponse();
    }

    /// <inheritdoc />
    public override async Task<V1.FailExperimentResponse> FailExperiment(V1.FailExperimentRequest request, ServerCallContext context)
    {
        var call = Calls.Identity(request.RequestId, request);
        await Grain(request.Experiment)
            .FailAsync(call, request.Fencing, request.Reason, request.Retriable, context.CancellationToken)
            .ValueAsync();
        return new V1.FailExperimentResponse();
    }

    /// <summary>Any experiment for a request that has been answered, as each grain finds the answer; otherwise all that may be claimed now.</summary>
    private async Task<ImmutableArray<ExperimentState>> ClaimableAsync(
        RequestId request, HashSet<string> datasets, CancellationToken cancellationToken)
    {
        if (await store.ReadRequestAsync(DocumentKey.Experiments, request, cancellationToken) is not null)
        {
            return [.. (await AllAsync([], cancellationToken)).Take(1)];
        }

        var open = await AllAsync(NotOver, cancellationToken);
        var now = await store.ReadClockAsync(cancellationToken);
        return open.IsEmpty ? [] : ExperimentRules.ToClaim(open, datasets, await IsJobWaitingAsync(now, cancellationToken), now);
    }

    private async Task<bool> IsJobWaitingAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var jobs = await store.ListAsync<TrainingJob>(
            DocumentKind.Job, null, [nameof(JobStatus.Waiting), nameof(JobStatus.Leased)], cancellationToken);
        return jobs.Any(j => JobRules.IsClaimableAt(j.Value, now));
    }

    private async Task<ImmutableArray<ExperimentState>> AllAsync(ImmutableArray<string> tags, CancellationToken cancellationToken)
    {
        var stored = await store.ListAsync<ExperimentState>(DocumentKind.Experiment, DocumentKey.Experiments, tags, cancellationToken);
        return [.. stored.Select(e => e.Value)];
    }

    private IExperimentGrain Grain(string experiment) => grains.ExperimentGrain(ExperimentId.Parse(experiment));
}
