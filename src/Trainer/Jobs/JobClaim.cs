using ActiveSeg.Protocol.V1;
using ActiveSeg.Trainer.Remote;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace ActiveSeg.Trainer.Jobs;

/// <summary>Keeps a claim alive while its job is done, and cancels the job as soon as the claim is lost.</summary>
/// <remarks>An unreachable server does not lose a claim: the work goes on, and the fencing number decides at the end.</remarks>
internal sealed partial class JobClaim : IAsyncDisposable
{
    private static readonly TimeSpan ShortestPeriod = TimeSpan.FromMilliseconds(50);
    private readonly CancellationTokenSource _work;
    private readonly CancellationTokenSource _beats;
    private readonly Task _beating;
    private readonly ServerConnection _server;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <param name="job">A job just claimed.</param>
    /// <param name="progress">Words that go with every heartbeat.</param>
    /// <param name="server">Where heartbeats go.</param>
    /// <param name="time">Clock of the pauses.</param>
    /// <param name="logger">Hears of refusals.</param>
    /// <param name="stopping">Ends the work when the trainer stops.</param>
    public JobClaim(
        Job job, JobProgress progress, ServerConnection server, TimeProvider time, ILogger logger, CancellationToken stopping)
    {
        (_server, _time, _logger) = (server, time, logger);
        _work = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _beats = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _beating = BeatAsync(job, progress);
    }

    /// <summary>Cancelled when the claim is lost or the trainer stops.</summary>
    public CancellationToken Work => _work.Token;

    /// <summary>Whether the server said that the claim is another's.</summary>
    public bool IsLost { get; private set; }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _beats.CancelAsync();
        await _beating;
        await _work.CancelAsync();
        _beats.Dispose();
        _work.Dispose();
    }

    private async Task BeatAsync(Job job, JobProgress progress)
    {
        var hold = job.Hold?.ToTimeSpan() ?? TimeSpan.FromSeconds(30);
        var period = TimeSpan.FromTicks(Math.Max(ShortestPeriod.Ticks, hold.Ticks / 3));
        while (true)
        {
            try
            {
                await Task.Delay(period, _time, _beats.Token);
                await _server.CallAsync(
                    (clients, options) => clients.Training.HeartbeatAsync(
                        new HeartbeatRequest
                        {
                            Project = job.Project,
                            Round = job.Round,
                            Kind = job.Kind,
                            Part = job.Part,
                            Fencing = job.Fencing,
                            Progress = progress.Text,
                        },
                        // A silent server must not cost the claim: the next one is asked while it still holds.
                        options.WithDeadline((_time.GetUtcNow() + period).UtcDateTime)),
                    _beats.Token);
            }
            catch (RpcException refusal) when (RpcFailures.IsLostClaim(refusal.StatusCode))
            {
                IsLost = true;
                await _work.CancelAsync();
                return;
            }
            catch (RpcException refusal)
            {
                Refused(refusal.StatusCode, refusal.Status.Detail);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A heartbeat was refused ({Status}: {Detail})")]
    private partial void Refused(StatusCode status, string detail);
}
