using System.Collections.Immutable;
using Grpc.Core;
using Grpc.Net.Client;

namespace ActiveSeg.Cli.Connection;

/// <summary>Calls a cluster through whichever of its servers answers.</summary>
/// <remarks>Threading: safe for concurrent calls.</remarks>
internal sealed class ServerConnection : IDisposable
{
    private readonly ImmutableArray<GrpcChannel> channels;
    private readonly ImmutableArray<CallInvoker> invokers;
    private readonly RetryPolicy policy;
    private readonly TimeProvider clock;
    private int current;

    /// <summary>Prepares channels; connects at the first call.</summary>
    public ServerConnection(ImmutableArray<Uri> addresses, RetryPolicy policy, TimeProvider clock)
    {
        channels = [.. addresses.Select(address => GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            MaxReceiveMessageSize = 64 * 1024 * 1024,
            HttpHandler = new SocketsHttpHandler
            {
                UseProxy = false,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                EnableMultipleHttp2Connections = true,
                KeepAlivePingDelay = TimeSpan.FromSeconds(20),
                KeepAlivePingTimeout = TimeSpan.FromSeconds(20),
            },
            DisposeHttpClient = true,
        }))];
        invokers = [.. channels.Select(channel => channel.CreateCallInvoker())];
        (this.policy, this.clock) = (policy, clock);
    }

    /// <summary>Calls through given transports instead of the network.</summary>
    internal ServerConnection(ImmutableArray<CallInvoker> invokers, RetryPolicy policy, TimeProvider clock) =>
        (channels, this.invokers, this.policy, this.clock) = ([], invokers, policy, clock);

    /// <summary>Repeats an attempt, on the next server each time, until it succeeds, is refused or patience ends.</summary>
    /// <param name="attempt">Sends the same request every time, so that its request id stays the same.</param>
    /// <param name="token">Ends the waiting.</param>
    /// <exception cref="ServerRefusedException">Refused, or no server answered in time.</exception>
    public async Task<T> RunAsync<T>(Func<CallInvoker, CancellationToken, Task<T>> attempt, CancellationToken token)
    {
        var begin = clock.GetTimestamp();
        for (var failed = 1; ; failed++)
        {
            var tried = Volatile.Read(ref current);
            try
            {
                return await attempt(invokers[tried % invokers.Length], token);
            }
            catch (RpcException failure)
            {
                token.ThrowIfCancellationRequested();
                var delay = policy.DelayAfter(failed);
                if (!RetryPolicy.IsTransient(failure.StatusCode) || clock.GetElapsedTime(begin) + delay > policy.Patience)
                {
                    throw ServerRefusedException.From(failure);
                }

                Interlocked.CompareExchange(ref current, (tried + 1) % invokers.Length, tried);
                await Task.Delay(delay, clock, token);
            }
        }
    }

    /// <summary>Latest end of an attempt that begins now.</summary>
    public DateTime Deadline() => (clock.GetUtcNow() + policy.CallTimeout).UtcDateTime;

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var channel in channels)
        {
            channel.Dispose();
        }
    }
}
