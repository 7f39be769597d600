using System.CommandLine;
using ActiveSeg.Cli.Connection;
using ActiveSeg.Cli.Invocation;
using ActiveSeg.Cli.Output;
using ActiveSeg.Protocol.V1;

namespace ActiveSeg.Cli.Commands;

/// <summary><c>round start|status|close|cancel|list</c>.</summary>
internal static class RoundVerbs
{
    /// <summary>Builds the command.</summary>
    public static Command Create(GlobalOptions globals) => new("round", "Start, watch, close and cancel rounds.")
    {
        CreateStart(globals),
        CreateStatus(globals),
        CreateClose(globals),
        CreateCancel(globals),
        CreateList(globals),
    };

    private static Option<string> Project() => new("--project") { Description = "The project.", Required = true };

    private static Command CreateStart(GlobalOptions globals)
    {
        var project = Project();
        return Verb.Create(globals, "start", "Start the next round: the policy picks, then the worklist opens.", [project], async (scope, token) =>
        {
            var request = new StartRoundRequest { RequestId = RequestIds.Next(), Project = scope.Get(project) };
            var reply = await scope.Clients.Rounds.StartRoundAsync(request, cancellationToken: token);
            Tell(scope.Terminal, reply.Round);
            return ExitCode.Done;
        });
    }

    private static Command CreateStatus(GlobalOptions globals)
    {
        var project = Project();
        var number = new Option<int>("--round") { Description = "Its number. Default: the last one." };
        var follows = new Option<bool>("--follow") { Description = "Tell every change until the round is over." };
        return Verb.Create(globals, "status", "Tell how a round stands.", [project, number, follows], async (scope, token) =>
        {
            var request = new GetRoundRequest { Project = scope.Get(project), Round = scope.Get(number) };
            var told = "";
            while (true)
            {
                var round = (await scope.Clients.Rounds.GetRoundAsync(request, cancellationToken: token)).Round;
                var isOver = round.Phase is RoundPhase.Closed or RoundPhase.Failed;
                if (!scope.Get(follows) || isOver)
                {
                    Tell(scope.Terminal, round);
                    return round.Phase == RoundPhase.Failed ? ExitCode.Refused : ExitCode.Done;
                }

                request.Round = round.Round_;
                var state = $"round {round.Round_}: {round.Phase}, {round.ReadsSubmitted} reads in, {round.ReadsOutstanding} awaited "
                    + TextTable.Printable(round.TrainingProgress);
                if (state != told)
                {
                    scope.Terminal.Note(told = state);
                }

                await Task.Delay(TimeSpan.FromSeconds(1), scope.Clock, token);
            }
        });
    }

    private static Command CreateClose(GlobalOptions globals)
    {
        var project = Project();
        return Verb.Create(
            globals, "close", "Stop waiting for reads: what is labelled goes to training, the rest back to the pool.", [project], async (scope, token) =>
        {
            var request = new CloseRoundRequest { RequestId = RequestIds.Next(), Project = scope.Get(project) };
            var reply = await scope.Clients.Rounds.CloseRoundAsync(request, cancellationToken: token);
            Tell(scope.Terminal, reply.Round);
            return ExitCode.Done;
        });
    }

    private static Command CreateCancel(GlobalOptions globals)
    {
        var project = Project();
        var reason = new Option<string>("--reason") { Description = "Why, for the record.", Required = true };
        return Verb.Create(
            globals, "cancel", "End a round that describes, selects, trains or evaluates, without a model; labels stay.", [project, reason], async (scope, token) =>
        {
            var request = new CancelRoundRequest { RequestId = RequestIds.Next(), Project = scope.Get(project), Reason = scope.Get(reason) };
            var reply = await scope.Clients.Rounds.CancelRoundAsync(request, cancellationToken: token);
            Tell(scope.Terminal, reply.Round);
            return ExitCode.Done;
        });
    }

    private static Command CreateList(GlobalOptions globals)
    {
        var project = Project();
        return Verb.Create(globals, "list", "List rounds.", [project], async (scope, token) =>
        {
            var rounds = await scope.Clients.RoundsAsync(scope.Get(project)!, token);
            scope.Terminal.Json(Terminal.ToJson(rounds));
            var table = new TextTable(">round", "phase", "arm", ">picks", ">reads", ">model", "promoted", "outcome");
            foreach (var r in rounds)
            {
                table.Add(
                    $"{r.Round_}", $"{r.Phase}", r.Arm, $"{r.Picks.Count}", $"{r.ReadsSubmitted}", r.CandidateModel > 0 ? $"{r.CandidateModel}" : "-",
                    r.Promoted ? "yes" : "no", r.Outcome);
            }

            scope.Terminal.Table(table);
            return ExitCode.Done;
        });
    }

    private static void Tell(Terminal terminal, Round r)
    {
        terminal.Json(Terminal.ToJson(r));
        terminal.Line($"round {r.Round_}: {r.Phase}");
        if (r.Arm.Length > 0)
        {
            terminal.Line(TextTable.Printable($"arm {r.Arm}: {r.Reason}"));
        }

        var table = new TextTable(">rank", "scan", ">utility", ">propensity", "reason");
        foreach (var pick in r.Picks)
        {
            table.Add($"{pick.Rank}", pick.Scan, $"{pick.Utility:0.0000}", pick.HasPropensity ? $"{pick.Propensity:0.000}" : "-", pick.Reason);
        }

        if (r.Picks.Count > 0)
        {
            terminal.Table(table);
        }

        terminal.Line($"reads: {r.ReadsSubmitted} in, {r.ReadsOutstanding} awaited");
        if (r.Outcome.Length > 0)
        {
            terminal.Line(TextTable.Printable(r.Outcome));
        }
    }
}
