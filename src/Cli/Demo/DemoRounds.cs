using System.Collections.Immutable;
using ActiveSeg.Cli.Connection;
using ActiveSeg.Cli.Demo.Raters;
using ActiveSeg.Cli.Invocation;
using ActiveSeg.Cli.Output;
using ActiveSeg.Protocol.V1;

namespace ActiveSeg.Cli.Demo;

/// <summary>Runs rounds: start, let the raters work, wait for the model.</summary>
internal sealed class DemoRounds(
    ServerClients clients, Terminal terminal, TimeProvider clock, DemoState state, RaterCrew crew)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(10);

    /// <summary>Runs one round to its end.</summary>
    /// <exception cref="CommandException">The round failed.</exception>
    public async Task<DemoRound> RunAsync(CancellationToken token)
    {
        var begin = clock.GetTimestamp();
        var request = new StartRoundRequest { RequestId = RequestIds.Next(), Project = DemoState.Project };
        var number = (await clients.Rounds.StartRoundAsync(request, cancellationToken: token)).Round.Round_;
        await WaitAsync(number, RoundPhase.Labelling, token);
        var picked = clock.GetTimestamp();
        await LabelAsync(number, token);
        var labelled = clock.GetTimestamp();
        var round = await WaitAsync(number, RoundPhase.Closed, token);
        var closed = clock.GetTimestamp();
        if (round.Phase == RoundPhase.Failed)
        {
            throw new CommandException(ExitCode.Refused, "ROUND_FAILED", $"round {number} failed: {round.Outcome}");
        }

        return new DemoRound(
            round,
            (await clients.Projects.GetProjectAsync(new GetProjectRequest { Project = DemoState.Project }, cancellationToken: token)).Project.Counts.Labelled,
            round.CandidateModel > 0
                ? (await clients.Training.GetModelAsync(new GetModelRequest { Project = DemoState.Project, Model = round.CandidateModel }, cancellationToken: token)).Model
                : null,
            await AgreementAsync(number, token),
            clock.GetElapsedTime(begin, picked).TotalSeconds,
            clock.GetElapsedTime(picked, labelled).TotalSeconds,
            clock.GetElapsedTime(labelled, closed).TotalSeconds);
    }

    private async Task LabelAsync(int number, CancellationToken token)
    {
        using var shift = CancellationTokenSource.CreateLinkedTokenSource(token);
        var work = crew.WorkAsync(shift.Token);
        var isLabelled = WaitAsync(number, RoundPhase.Fusing, shift.Token);
        try
        {
            await await Task.WhenAny(work, isLabelled);
        }
        finally
        {
            await shift.CancelAsync();
            await Task.WhenAll(work, isLabelled).ContinueWith(
                _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private async Task<Round> WaitAsync(int number, RoundPhase phase, CancellationToken token)
    {
        var request = new GetRoundRequest { Project = DemoState.Project, Round = number };
        var lastLine = clock.GetTimestamp();
        while (true)
        {
            var round = (await clients.Rounds.GetRoundAsync(request, cancellationToken: token)).Round;
            state.EnterPhase(number, $"{round.Phase}");
            var text = $"round {number}: {round.Phase}"
                + (round.Phase == RoundPhase.Labelling ? $", {round.ReadsSubmitted} reads in, {round.ReadsOutstanding} awaited" : "")
                + (round.Phase == RoundPhase.Training ? $", {TextTable.Printable(round.TrainingProgress)}" : "");
            if (round.Phase >= phase)
            {
                terminal.Bar("");
                return round;
            }

            terminal.Bar(text);
            if (!terminal.IsAnimated && clock.GetElapsedTime(lastLine) >= LineEvery)
            {
                lastLine = clock.GetTimestamp();
                terminal.Note(text);
            }

            await Task.Delay(Pause, clock, token);
        }
    }

    private async Task<ImmutableSortedDictionary<int, double>> AgreementAsync(int number, CancellationToken token)
    {
        var scans = await clients.ScansAsync(DemoState.Project, ScanRole.Pool, ScanStatus.Labelled, token);
        return scans.Where(scan => scan.Round == number && scan.Reference is not null)
            .SelectMany(scan => scan.Reference.Agreement)
            .GroupBy(pair => pair.Key, pair => pair.Value)
            .ToImmutableSortedDictionary(group => group.Key, group => group.Average());
    }
}
