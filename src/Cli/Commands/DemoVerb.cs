using System.CommandLine;
using ActiveSeg.Cli.Demo;
using ActiveSeg.Cli.Invocation;

namespace ActiveSeg.Cli.Commands;

/// <summary><c>demo</c>: the main job from nothing to a report.</summary>
internal static class DemoVerb
{
    /// <summary>Builds the command.</summary>
    public static Command Create(GlobalOptions globals)
    {
        var data = new Option<string?>("--data") { Description = "A data set with masks. Default: lumbar MRI phantoms, made on the spot." };
        var output = new Option<string?>("--out") { Description = "Folder for server data, logs, demo.json and the report. Default: demo-DATE-TIME." };
        var rounds = AtLeast("--rounds", 1, "Rounds. Default: 4.");
        var batch = AtLeast("--batch", 1, "Scans picked for a round. Default: by data set.");
        var reads = AtLeast("--reads", 1, "Reads a scan gets. Default: 3.");
        var steps = AtLeast("--steps", 1, "Optimiser steps of one training at most. Default: by data set.");
        var scans = AtLeast("--scans", 4, $"Phantoms to make. Default: {DemoPlan.PhantomScans}.");
        var silos = AtLeast("--silos", 1, "Server processes; more than 1 needs --store postgres. Default: 1.");
        var threads = AtLeast("--threads", 1, "Threads of the trainer. Default: 2.");
        var seed = new Option<long>("--seed") { Description = "Seed of everything. Default: 1.", DefaultValueFactory = _ => 1 };
        var policy = new Option<string?>("--policy") { Description = "agent, or one query strategy. Default: agent." };
        var patients = new Option<string?>("--patient-column") { Description = "Column of cases.csv with the patient's pseudonym." };
        var store = new Option<string>("--store") { Description = "sqlite or postgres (a private one is started). Default: sqlite.", DefaultValueFactory = _ => "sqlite" };
        store.AcceptOnlyFromAmong("sqlite", "postgres");
        var keeps = new Option<bool>("--keep") { Description = "Leave the server running after the last round, until Ctrl-C." };
        return Verb.Create(
            globals,
            "demo",
            """
            Run the whole loop by itself, with SIMULATED raters: start a server and a trainer, import scans, lock a
            reference set, run rounds, write a report. Everything that it starts, it ends.

            Examples:
              activeseg demo
              activeseg demo --data ./spine_t2 --rounds 3
              activeseg demo --store postgres --silos 2
            """,
            [data, output, rounds, batch, reads, steps, scans, store, silos, threads, seed, policy, patients, keeps],
            (scope, token) =>
            {
                var isPostgres = scope.Get(store) == "postgres";
                var processes = scope.Get(silos) ?? 1;
                if (processes > 1 && !isPostgres)
                {
                    throw new CommandException(ExitCode.Usage, "SILOS_NEED_POSTGRES", "more than one server needs --store postgres");
                }

                var options = new DemoOptions
                {
                    Data = scope.Get(data),
                    Out = Path.GetFullPath(scope.Get(output) ?? $"demo-{scope.Clock.GetLocalNow():yyyyMMdd-HHmmss}"),
                    Rounds = scope.Get(rounds),
                    Batch = scope.Get(batch),
                    Reads = scope.Get(reads),
                    Steps = scope.Get(steps),
                    Scans = scope.Get(scans),
                    PatientColumn = scope.Get(patients),
                    Policy = scope.Get(policy),
                    Seed = scope.Get(seed),
                    Threads = scope.Get(threads) ?? 2,
                    IsPostgres = isPostgres,
                    Silos = processes,
                    Keeps = scope.Get(keeps),
                };
                if (File.Exists(Path.Combine(options.Out, "demo.json")))
                {
                    throw new CommandException(ExitCode.Usage, "FOLDER_IN_USE", $"{options.Out} holds an earlier demonstration; name another --out");
                }

                return new DemoRun(options, scope.Terminal, scope.Clock).RunAsync(token);
            });
    }

    private static Option<int?> AtLeast(string name, int least, string description)
    {
        var option = new Option<int?>(name) { Description = description };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var value) && value < least)
            {
                result.AddError($"{name} is {value}, but must be at least {least}.");
            }
        });
        return option;
    }
}
