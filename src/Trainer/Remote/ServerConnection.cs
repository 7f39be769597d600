using System.Collections.Immutable;
using System.Security.Cryptography;
using ActiveSeg.Trainer.Hosting;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging;

namespace ActiveSeg.Trainer.Remote;

/// <summary>Calls a server, and goes on to the next one while the present one does not answer.</summary>
/// <remarks>Threading: safe from any thread.</remarks>
internal sealed partial class ServerConnection : IDisposable
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(30);
    private readonly ImmutableArray<GrpcChannel> _channels;
    private readonly ImmutableArray<ServerClients> _clients;
    private readonly ImmutableArray<Uri> _addresses;
    private readonly TimeProvider _time;
    private readonly ILogger<ServerConnection> _logger;
    private int _present;
    private int _silent;

    public ServerConnection(TrainerOptions options, TimeProvider time, ILogger<ServerConnection> logger)
    {
        (_addresses, _time, _logger) = (options.Servers, time, logger);
        _channels = [.. options.Servers.Select(Open)];
        _clients = [.. _channels.Select(channel => new ServerClients(channel))];
    }

    /// <summary>Repeats a call, with growing pauses, until a server gives an answer that repeating would not change.</summary>
    /// <param name="call">One attempt. Repeated as it is: it holds its request id, and finds out itself where a stream goes on.</param>
    /// <param name="token">Ends the attempts.</param>
    /// <exception cref="RpcException">The server refused, or failed oddly six times running.</exception>
    public async Task<T> CallAsync<T>(Func<ServerClients, CancellationToken, Task<T>> call, CancellationToken token)
    {
        for (int attempt = 0, odd = 0; ; attempt++)
        {
            var at = Volatile.Read(ref _present);
            RpcException failure;
            try
            {
                var answer = await call(_clients[at], token);
                if (Interlocked.Exchange(ref _silent, 0) == 1)
                {
                    AnswersAgain(_addresses[at]);
                }

                return answer;
            }
            catch (RpcException refusal) when (!token.IsCancellationRequested)
            {
                failure = refusal;
            }
            catch (RpcException)
            {
                throw new OperationCanceledException(token);
            }

            if (!RpcFailures.IsPassing(failure.StatusCode) || (RpcFailures.IsOdd(failure.StatusCode) && ++odd == 6))
            {
                throw failure;
            }

            if (Interlocked.Exchange(ref _silent, 1) == 0)
            {
                Fails(_addresses[at], failure.StatusCode, failure.Status.Detail);
            }

            Interlocked.CompareExchange(ref _present, (at + 1) % _clients.Length, at);
            await Task.Delay(Pause(attempt), _time, token);
        }
    }

    /// <summary>Repeats a unary call.</summary>
    /// <inheritdoc cref="CallAsync{T}(Func{ServerClients, CancellationToken, Task{T}}, CancellationToken)"/>
    public Task<T> CallAsync<T>(Func<ServerClients, CallOptions, AsyncUnaryCall<T>> call, CancellationToken token) => CallAsync(
        async (clients, within) =>
        {
            var deadline = (_time.GetUtcNow() + AnswerWithin).UtcDateTime;
            using var pending = call(clients, new CallOptions(deadline: deadline, cancellationToken: within));
            return await pending.ResponseAsync;
        },
        token);

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var channel in _channels)
        {
            channel.Dispose();
        }
    }

    /// <summary>0.1 s, doubling up to 3 s, of which up to half is left out at random.</summary>
    private static TimeSpan Pause(int attempt)
    {
        var longest = Math.Min(3_000, 100 << Math.Min(attempt, 5));
        return TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(longest / 2, longest + 1));
    }

    private static GrpcChannel Open(Uri server) => GrpcChannel.ForAddress(server, new GrpcChannelOptions
    {
        HttpHandler = new SocketsHttpHandler
        {
            KeepAlivePingDelay = TimeSpan.FromSeconds(15),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(15),
            ConnectTimeout = TimeSpan.FromSeconds(10),
            EnableMultipleHttp2Connections = true,
        },
        DisposeHttpClient = true,
    });

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Server} fails ({Status}: {Detail}); trying on")]
    private partial void Fails(Uri server, StatusCode status, string detail);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Server} answers again")]
    private partial void AnswersAgain(Uri server);
}
