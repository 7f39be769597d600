using System.Security.Cryptography;
using ActiveSeg.Protocol.V1;
using ActiveSeg.Trainer.Experiments;
using ActiveSeg.Trainer.Hosting;
using ActiveSeg.Trainer.Remote;
using ActiveSeg.Trainer.Works;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ActiveSeg.Trainer.Jobs;

/// <summary>Claims jobs one after another and does them; an experiment only when there is no job.</summary>
internal sealed partial class JobLoop(
    ServerConnection server,
    ArtifactCache cache,
    DescribeWork describe,
    TrainWork train,
    ScoreWork score,
    ExperimentWork experiments,
    TrainerOptions options,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<JobLoop> logger) : BackgroundService
{
    private static readonly TimeSpan HandBackWithin = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(60);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hold = await CacheHold.TakeAsync(options.Cache, time, logger, stoppingToken);
        IEnumerable<Uri> servers = options.Servers;
        Starting(options.Name, servers, options.Cache);
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await ClaimAsync(stoppingToken) is { } job)
            {
                failures = await DoAsync(job, stoppingToken) ? 0 : failures + 1;
                cache.Trim(options.CacheBytes);
                if (failures > 0 && !options.Once)
                {
                    // What this machine cannot do another may: it must not use up the attempts of every job.
                    var rest = TimeSpan.FromSeconds(Math.Min(LongestRest.TotalSeconds, 0.5 * Math.Pow(2, Math.Min(failures, 10))));
                    await Task.Delay(rest, time, stoppingToken);
                }
            }
            else if (!await experiments.TryRunNextAsync(stoppingToken))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(400, 601)), time, stoppingToken);
                continue;
            }

            if (options.Once)
            {
                lifetime.StopApplication();
                return;
            }
        }
    }

    private async Task<Job?> ClaimAsync(CancellationToken stopping)
    {
        var request = new ClaimJobRequest { RequestId = RequestIds.Next(), Trainer = options.Name };
        try
        {
            return (await server.CallAsync((clients, call) => clients.Training.ClaimJobAsync(request, call), stopping)).Job;
        }
        catch (RpcException refusal)
        {
            ClaimRefused(refusal.StatusCode, refusal.Status.Detail);
            return null;
        }
    }

    /// <summary>Does a job.</summary>
    /// <returns>False where it failed in this trainer's hands.</returns>
    private async Task<bool> DoAsync(Job job, CancellationToken stopping)
    {
        Claimed(job.Kind, job.Project, job.Round, job.Part + 1, job.Parts, job.Fencing, job.Attempt);
        var started = time.GetTimestamp();
        var progress = new JobProgress(text => Step(job.Project, job.Round, text));
        await using var claim = new JobClaim(job, progress, server, time, logger, stopping);
        try
        {
            var result = await WorkAsync(job, progress, claim.Work);
            if (await CompleteAsync(job, result, stopping))
            {
                var seconds = time.GetElapsedTime(started).TotalSeconds;
                Done(job.Kind, job.Project, job.Round, seconds);
            }
        }
        catch (OperationCanceledException) when (claim.IsLost)
        {
            Lost(job.Kind, job.Project, job.Round, job.Fencing);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            using var patience = new CancellationTokenSource(HandBackWithin, time);
            await GiveUpAsync(job, JobFailure.Stopped, patience.Token);
        }
        catch (Exception failure)
        {
            var judged = JobFailure.Of(failure);
            Failed(judged.Retriable ? failure : null, job.Kind, job.Project, job.Round, judged.Reason, judged.Retriable);
            await GiveUpAsync(job, judged, stopping);
            return false;
        }

        return true;
    }

    private async Task<JobResult> WorkAsync(Job job, JobProgress progress, CancellationToken token)
    {
        progress.Step("reading the manifest");
        var path = await cache.ObtainAsync(job.Manifest ?? new Artifact(), token);
        var manifest = TrainingManifest.Parser.ParseFrom(await File.ReadAllBytesAsync(path, token));
        return job.Kind switch
        {
            JobKind.Describe or JobKind.Score => manifest.Weights is null
                ? await describe.RunAsync(manifest, progress, token)
                : await score.RunAsync(manifest, progress, token),
            JobKind.Train => await train.RunAsync(job.Manifest!.Sha256, manifest, progress, token),
            _ => throw new UnusableInputException($"jobs of kind {job.Kind} are unknown to this trainer"),
        };
    }

    /// <summary>Delivers, for as long as it takes: whether the claim still holds is the server's to say.</summary>
    /// <returns>Whether the server took the result.</returns>
    private async Task<bool> CompleteAsync(Job job, JobResult result, CancellationToken stopping)
    {
        var request = new CompleteJobRequest
        {
            RequestId = RequestIds.Next(),
            Project = job.Project,
            Round = job.Round,
            Kind = job.Kind,
            Part = job.Part,
            Fencing = job.Fencing,
            Weights = result.Weights,
            Report = result.Report,
            Signals = result.Signals,
        };
        try
        {
            await server.CallAsync((clients, call) => clients.Training.CompleteJobAsync(request, call), stopping);
            return true;
        }
        catch (RpcException refusal) when (RpcFailures.IsLostClaim(refusal.StatusCode))
        {
            Stale(job.Kind, job.Project, job.Round, job.Fencing, refusal.Status.Detail);
            return false;
        }
    }

    private async Task GiveUpAsync(Job job, JobFailure failure, CancellationToken token)
    {
        var request = new FailJobRequest
        {
            RequestId = RequestIds.Next(),
            Project = job.Project,
            Round = job.Round,
            Kind = job.Kind,
            Part = job.Part,
            Fencing = job.Fencing,
            Reason = failure.Reason,
            Retriable = failure.Retriable,
            HandedBack = failure == JobFailure.Stopped,
        };
        try
        {
            await server.CallAsync((clients, call) => clients.Training.FailJobAsync(request, call), token);
        }
        catch (RpcException refusal)
        {
            Stale(job.Kind, job.Project, job.Round, job.Fencing, refusal.Status.Detail);
        }
        catch (OperationCanceledException)
        {
            NotHandedBack(job.Kind, job.Project, job.Round);
        }
    }
}
