using ActiveSeg.Cli.Connection;
using ActiveSeg.Protocol.V1;
using Grpc.Core;

namespace ActiveSeg.Cli.Transfer;

/// <summary>The streams of experiments; one that breaks is opened again, results where they stopped.</summary>
internal sealed class ExperimentStreams(ServerConnection connection)
{
    private const int FreshStarts = 3;

    /// <summary>Tells an experiment now and after every change, until it is over.</summary>
    /// <returns>The experiment at its end.</returns>
    /// <exception cref="ServerRefusedException">Refused, or no server answered in time.</exception>
    public async Task<Experiment> WatchAsync(string name, Action<Experiment> tell, CancellationToken token)
    {
        while (true)
        {
            var last = await connection.RunAsync((invoker, stop) => FollowAsync(invoker, name, tell, stop), token);
            if (IsOver(last.Status))
            {
                return last;
            }
        }
    }

    /// <summary>Receives the results of an experiment and checks their hash.</summary>
    /// <exception cref="ServerRefusedException">Refused, no server answered in time, or the hash is wrong.</exception>
    public async Task<byte[]> FetchAsync(string name, CancellationToken token)
    {
        for (var start = 1; ; start++)
        {
            using var received = new MemoryStream();
            var artifact = await connection.RunAsync((invoker, stop) => ReceiveAsync(invoker, name, received, stop), token);
            var bytes = received.ToArray();
            if (ArtifactTransfer.NameOf(bytes).Sha256 == artifact.Sha256)
            {
                return bytes;
            }

            if (start >= FreshStarts)
            {
                throw new ServerRefusedException(
                    StatusCode.DataLoss, "HASH_MISMATCH", $"{bytes.Length} bytes received do not hash to {artifact.Sha256}");
            }
        }
    }

    /// <summary>Whether nothing about an experiment can change any more.</summary>
    public static bool IsOver(ExperimentStatus status) =>
        status is ExperimentStatus.Done or ExperimentStatus.Failed or ExperimentStatus.Cancelled;

    // A stream that breaks after it has told something ends the attempt, so that the patience for the next one begins anew.
    private static async Task<Experiment> FollowAsync(
        CallInvoker invoker, string name, Action<Experiment> tell, CancellationToken token)
    {
        var client = new ExperimentsService.ExperimentsServiceClient(invoker);
        using var call = client.WatchExperiment(new WatchExperimentRequest { Experiment = name }, cancellationToken: token);
        Experiment? last = null;
        try
        {
            await foreach (var change in call.ResponseStream.ReadAllAsync(token))
            {
                last = change.Experiment;
                tell(last);
            }
        }
        catch (RpcException broken) when (last is not null && RetryPolicy.IsTransient(broken.StatusCode) && !token.IsCancellationRequested)
        {
            return last;
        }

        return last ?? throw new RpcException(new Status(StatusCode.Unavailable, "the stream ended before it began"));
    }

    private static async Task<Artifact> ReceiveAsync(CallInvoker invoker, string name, MemoryStream received, CancellationToken token)
    {
        var client = new ExperimentsService.ExperimentsServiceClient(invoker);
        using var call = client.FetchResults(new FetchResultsRequest { Experiment = name, Offset = received.Length }, cancellationToken: token);
        Artifact? artifact = null;
        await foreach (var part in call.ResponseStream.ReadAllAsync(token))
        {
            artifact ??= part.Artifact;
            part.Chunk.WriteTo(received);
        }

        return artifact ?? throw new RpcException(new Status(StatusCode.DataLoss, "the server did not say what it sends"));
    }
}
