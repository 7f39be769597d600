using ActiveSeg.Contracts.Projects;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Contracts.Workers;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Training;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ActiveSeg.Grains.Workers;

/// <summary>Takes work that commits have asked for and has it done; what a dead silo left is taken again.</summary>
internal sealed partial class WorkLoop(IProjectStore store, IGrainFactory grains, ILogger<WorkLoop> logger)
    : BackgroundService
{
    private const int AttemptsBeforeAlarm = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan DeadlineCheck = TimeSpan.FromSeconds(2);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        var beats = 0;
        while (await NextAsync(timer, stoppingToken))
        {
            try
            {
                var work = await store.TakeWorkAsync(limit: 4, Hold, stoppingToken);
                await Task.WhenAll(work.Select(message => DoAsync(message, stoppingToken)));
                if (++beats * Pause >= DeadlineCheck)
                {
                    beats = 0;
                    await CheckDeadlinesAsync(stoppingToken);
                }
            }
            catch (Exception exception) when (IsFault(exception, stoppingToken))
            {
                LogLoopFailed(exception);
            }
        }
    }

    /// <summary>Whether something went wrong; a cancelled call of a grain is no reason to stop the loop, its own token is.</summary>
    private static bool IsFault(Exception exception, CancellationToken stoppingToken) =>
        exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested;

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task DoAsync(OutboxMessage message, CancellationToken stoppingToken)
    {
        try
        {
            await DispatchAsync(message, stoppingToken);
            await store.FinishWorkAsync(message.Id, stoppingToken);
        }
        catch (Exception exception) when (IsFault(exception, stoppingToken))
        {
            // Poison work waits longer each time, so that the rest goes on; a person is told.
            var delay = TimeSpan.FromSeconds(Math.Min(60, 0.5 * Math.Pow(2, Math.Min(message.Attempts, 10))));
            if (message.Attempts >= AttemptsBeforeAlarm)
            {
                LogWorkStuck(exception, message.Kind, message.Project.Value, message.Subject, message.Attempts);
            }
            else
            {
                LogWorkFailed(exception, message.Kind, message.Project.Value, message.Subject, message.Attempts);
            }

            await store.PostponeWorkAsync(message.Id, delay, exception.Message, stoppingToken);
        }
    }

    private Task DispatchAsync(OutboxMessage message, CancellationToken stoppingToken)
    {
        var (project, subject) = (message.Project, message.Subject);
        switch (message.Kind)
        {
            case WorkKind.DescribeRequested:
                return grains.GetGrain<IManifestWorkerGrain>(0).WriteAsync(
                    project, Round(subject), JobKind.Describe, stoppingToken);
            case WorkKind.TrainingRequested:
                return grains.GetGrain<IManifestWorkerGrain>(0).WriteAsync(
                    project, Round(subject), JobKind.Train, stoppingToken);
            case WorkKind.SelectionRequested:
                return grains.GetGrain<ISelectionWorkerGrain>(0).SelectAsync(project, Round(subject), stoppingToken);
            case WorkKind.ConsensusRequested:
                return grains.GetGrain<IConsensusWorkerGrain>(0).FuseAsync(project, new ScanId(subject), stoppingToken);
            case WorkKind.ResultArrived:
                var words = subject.Split('/', 2);
                return grains.GetGrain<IResultWorkerGrain>(0).ApplyAsync(
                    project, Round(words[0]), JobId.Parse(words[1]), stoppingToken);
            default:
                throw new InvalidOperationException($"work {message.Id} is of unknown kind {message.Kind}");
        }
    }

    private async Task CheckDeadlinesAsync(CancellationToken stoppingToken)
    {
        var open = await store.ListAsync<RoundState>(
            DocumentKind.Round, null, [nameof(RoundPhase.Labelling), nameof(RoundPhase.Fusing)], stoppingToken);
        var now = await store.ReadClockAsync(stoppingToken);
        foreach (var round in open.Where(r => now >= r.Value.DeadlineAt))
        {
            await grains.GetGrain<IProjectGrain>(round.Value.Project.Value).CloseIfDueAsync(stoppingToken);
        }
    }

    private static RoundNumber Round(string subject) => new(int.Parse(subject));
}
