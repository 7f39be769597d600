using ActiveSeg.Protocol.V1;
using ActiveSeg.Trainer.Remote;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace ActiveSeg.Trainer.Experiments;

/// <summary>Keeps the claim on an experiment alive and tells its progress; ends the work when the claim is lost or a round's job waits.</summary>
/// <remarks>An unreachable server does not lose a claim: the work goes on, and the fencing number decides at the end.</remarks>
internal sealed partial class ExperimentClaim : IAsyncDisposable
{
    // A job that waits at two beats running is not being taken by another trainer.
    private const int BeatsToYield = 2;
    private readonly CancellationTokenSource _work;
    private readonly CancellationTokenSource _beats;
    private readonly Task _beating;
    private readonly ServerConnection _server;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <param name="claimed">An experiment just claimed.</param>
    /// <param name="output">What the laboratory says.</param>
    /// <param name="server">Where heartbeats go.</param>
    /// <param name="time">Clock of the pauses.</param>
    /// <param name="logger">Hears of refusals.</param>
    /// <param name="stopping">Ends the work when the trainer stops.</param>
    public ExperimentClaim(
        ClaimExperimentResponse claimed, LabOutput output, ServerConnection server, TimeProvider time, ILogger logger, CancellationToken stopping)
    {
        (_server, _time, _logger) = (server, time, logger);
        _work = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _beats = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _beating = BeatAsync(claimed, output);
    }

    /// <summary>Cancelled when the claim is lost, a round's job waits, or the trainer stops.</summary>
    public CancellationToken Work => _work.Token;

    /// <summary>Whether the server said that the experiment is cancelled or another's.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Whether a round's job waits for a trainer.</summary>
    public bool IsJobWaiting { get; private set; }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _beats.CancelAsync();
        await _beating;
        await _work.CancelAsync();
        _beats.Dispose();
        _work.Dispose();
    }

    private async Task BeatAsync(ClaimExperimentResponse claimed, LabOutput output)
    {
        var period = (claimed.Hold?.ToTimeSpan() ?? TimeSpan.FromSeconds(15)) / 8;
        var waiting = 0;
        while (true)
        {
            try
            {
                await Task.Delay(period, _time, _beats.Token);
                var beat = new HeartbeatExperimentRequest
                {
                    Experiment = claimed.Experiment.Experiment_,
                    Fencing = claimed.Fencing,
                    RoundsDone = output.RoundsDone,
                    Message = output.Last,
                };
                var answer = await _server.CallAsync((clients, call) => clients.Experiments.HeartbeatExperimentAsync(beat, call), _beats.Token);
                waiting = answer.JobWaiting ? waiting + 1 : 0;
                if (waiting == BeatsToYield)
                {
                    // Goes on beating until the experiment has been given back.
                    IsJobWaiting = true;
                    await _work.CancelAsync();
                }
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
