using System.ComponentModel;
using ActiveSeg.Protocol.V1;
using ActiveSeg.Trainer.Hosting;
using ActiveSeg.Trainer.Remote;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace ActiveSeg.Trainer.Experiments;

/// <summary>Claims one experiment and runs the laboratory on it, in a folder where an experiment that was stopped goes on.</summary>
/// <remarks>The server gives none while a round's job waits; one that is running is given back when that happens.</remarks>
internal sealed partial class ExperimentWork(
    ServerConnection server, ArtifactUploads uploads, TrainerOptions options, TimeProvider time, ILogger<ExperimentWork> logger)
{
    private static readonly TimeSpan HandBackWithin = TimeSpan.FromSeconds(2);
    private readonly string _folder = Path.Combine(options.Cache, "experiments");

    /// <summary>Runs the next experiment to its end, or until something more urgent waits.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> TryRunNextAsync(CancellationToken stopping)
    {
        if (options.ExperimentsRoot is not { } root || await ClaimAsync(root, stopping) is not { } claimed)
        {
            return false;
        }

        var name = claimed.Experiment.Experiment_;
        Claimed(name, claimed.Fencing, claimed.Experiment.Attempts);
        var started = time.GetTimestamp();
        var output = new LabOutput();
        await using var claim = new ExperimentClaim(claimed, output, server, time, logger, stopping);
        try
        {
            if (await RunAsync(claimed.Experiment, root, output, claim.Work) is { } reason)
            {
                var retriable = IsRetriable(reason);
                Failed(null, name, reason, retriable);
                await FailAsync(claimed, reason, retriable, stopping);
            }
            else
            {
                await CompleteAsync(claimed, stopping);
                var seconds = time.GetElapsedTime(started).TotalSeconds;
                Done(name, seconds);
            }
        }
        catch (OperationCanceledException) when (claim.IsLost)
        {
            Lost(name);
        }
        catch (OperationCanceledException) when (claim.IsJobWaiting && !stopping.IsCancellationRequested)
        {
            await ReleaseAsync(claimed, "a round's job goes first", stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            using var patience = new CancellationTokenSource(HandBackWithin, time);
            await ReleaseAsync(claimed, "the trainer was stopped", patience.Token);
            return true;
        }
        catch (Exception failure)
        {
            Failed(failure, name, failure.Message, true);
            await FailAsync(claimed, $"{failure.GetType().Name}: {failure.Message}", retriable: true, stopping);
        }

        await RemoveIfOverAsync(name, stopping);
        return true;
    }

    private async Task<ClaimExperimentResponse?> ClaimAsync(string root, CancellationToken stopping)
    {
        var request = new ClaimExperimentRequest { RequestId = RequestIds.Next(), Trainer = options.Name };
        try
        {
            request.Datasets.AddRange(new DirectoryInfo(root).EnumerateDirectories().Select(folder => folder.Name).Order(StringComparer.Ordinal));
            var claimed = await server.CallAsync((clients, call) => clients.Experiments.ClaimExperimentAsync(request, call), stopping);
            return claimed.Experiment is null ? null : claimed;
        }
        catch (RpcException refusal)
        {
            ClaimRefused(refusal.StatusCode, refusal.Status.Detail);
            return null;
        }
        catch (IOException failure)
        {
            ClaimRefused(StatusCode.NotFound, failure.Message);
            return null;
        }
    }

    /// <returns>Why it failed; null when it is done.</returns>
    private async Task<string?> RunAsync(Experiment experiment, string root, LabOutput output, CancellationToken token)
    {
        var program = LabProgram.Find() ?? throw new FileNotFoundException($"the laboratory is in none of {string.Join(", ", LabProgram.Places)}");
        var work = WorkOf(experiment.Experiment_);
        Directory.CreateDirectory(_folder);
        var words = LabCommand.Of(
            experiment.Settings, Path.Combine(root, experiment.Settings.Dataset), work, LabCommand.ThreadsOf(work, options.Threads));
        LabProcess lab;
        try
        {
            lab = new LabProcess(program, words, output);
        }
        catch (Win32Exception failure)
        {
            return $"FILE: {program} cannot be started: {failure.Message}";
        }

        using (lab)
        {
            try
            {
                var code = await lab.WaitAsync(token);
                return code switch
                {
                    0 when output.IsShared => "FILE: another process works in the same folder",
                    0 => null,
                    _ when output.Complaint.Length > 0 => output.Complaint,
                    _ => $"ENDED: the laboratory ended with code {code}; its last words: {output.Last}",
                };
            }
            finally
            {
                await lab.StopAsync(time);
            }
        }
    }

    /// <summary>A complaint about settings or the dataset comes again; one about the machine, or a sudden end, may not.</summary>
    private static bool IsRetriable(string reason) => reason.Split(':')[0] is "FILE" or "LIBTORCH" or "ENDED" or "INTERRUPTED";

    private string WorkOf(string experiment) => Path.Combine(_folder, experiment);

    private async Task CompleteAsync(ClaimExperimentResponse claimed, CancellationToken stopping)
    {
        var results = await uploads.SendAsync(ResultsArchive.Of(WorkOf(claimed.Experiment.Experiment_)), stopping);
        var request = new CompleteExperimentRequest
        {
            RequestId = RequestIds.Next(),
            Experiment = claimed.Experiment.Experiment_,
            Fencing = claimed.Fencing,
            Results = results,
        };
        await TellAsync(claimed, (clients, call) => clients.Experiments.CompleteExperimentAsync(request, call), stopping);
    }

    private async Task ReleaseAsync(ClaimExperimentResponse claimed, string reason, CancellationToken token)
    {
        var request = new ReleaseExperimentRequest
        {
            RequestId = RequestIds.Next(),
            Experiment = claimed.Experiment.Experiment_,
            Fencing = claimed.Fencing,
            Reason = reason,
        };
        GivenBack(claimed.Experiment.Experiment_, reason);
        await TellAsync(claimed, (clients, call) => clients.Experiments.ReleaseExperimentAsync(request, call), token);
    }

    private async Task FailAsync(ClaimExperimentResponse claimed, string reason, bool retriable, CancellationToken token)
    {
        var request = new FailExperimentRequest
        {
            RequestId = RequestIds.Next(),
            Experiment = claimed.Experiment.Experiment_,
            Fencing = claimed.Fencing,
            Reason = reason,
            Retriable = retriable,
        };
        await TellAsync(claimed, (clients, call) => clients.Experiments.FailExperimentAsync(request, call), token);
    }

    /// <summary>Tells how a claim ended; a claim that is lost by now is nobody's loss.</summary>
    private async Task TellAsync<T>(
        ClaimExperimentResponse claimed, Func<ServerClients, CallOptions, AsyncUnaryCall<T>> call, CancellationToken token)
    {
        try
        {
            await server.CallAsync(call, token);
        }
        catch (RpcException refusal)
        {
            Stale(claimed.Experiment.Experiment_, claimed.Fencing, refusal.Status.Detail);
        }
        catch (OperationCanceledException)
        {
            NotHandedBack(claimed.Experiment.Experiment_);
        }
    }

    /// <summary>Removes the folder of an experiment that nobody will go on with.</summary>
    private async Task RemoveIfOverAsync(string name, CancellationToken stopping)
    {
        try
        {
            var request = new GetExperimentRequest { Experiment = name };
            var answer = await server.CallAsync((clients, call) => clients.Experiments.GetExperimentAsync(request, call), stopping);
            var isOver = answer.Experiment.Status is ExperimentStatus.Done or ExperimentStatus.Failed or ExperimentStatus.Cancelled;
            if (isOver && Directory.Exists(WorkOf(name)))
            {
                Directory.Delete(WorkOf(name), recursive: true);
            }
        }
        catch (RpcException refusal)
        {
            ClaimRefused(refusal.StatusCode, refusal.Status.Detail);
        }
    }
}
