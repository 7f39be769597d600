using System.CommandLine;
using ActiveSeg.Cli.Experiments;
using ActiveSeg.Cli.Invocation;

namespace ActiveSeg.Cli.Commands;

/// <summary>All commands.</summary>
internal static class CommandTree
{
    /// <summary>Builds the tree anew.</summary>
    public static RootCommand Create()
    {
        var globals = new GlobalOptions();
        var root = new RootCommand(
            """
            Decides which scans experts should delineate next, hands them out, and retrains after every round.

            Examples:
              activeseg demo                          a whole run on synthetic scans, with a report
              activeseg up                            start a server and a trainer on this machine
              activeseg import DIR --project spine    bring scans in
              activeseg compare --data DIR --out DIR  query strategies against each other on labelled scans
              activeseg next --project spine --rater anna --out case/

            Exit codes: 0 done, 1 refused, 2 wrong command line, 3 no server answered, 130 interrupted.
            """);
        foreach (var option in (Option[])[globals.Server, globals.Json, globals.NoInput, globals.Plain])
        {
            root.Add(option);
        }

        foreach (var command in (Command[])
            [
                DemoVerb.Create(globals),
                UpVerb.Create(globals),
                ProjectVerbs.Create(globals),
                ImportVerb.Create(globals),
                LockVerb.Create(globals),
                ReferenceVerb.Create(globals),
                ScanVerbs.Create(globals),
                WorklistVerbs.Create(globals),
                WorklistVerbs.CreateNext(globals),
                WorklistVerbs.CreateSubmit(globals),
                RoundVerbs.Create(globals),
                ModelVerb.Create(globals),
                ExperimentVerbs.Create(globals),
                PhantomVerb.Create(globals),
            ])
        {
            root.Add(command);
        }

        foreach (var (verb, description) in LabProgram.Verbs)
        {
            // For the list of commands alone: the laboratory reads these command lines itself.
            root.Add(new Command(verb, description));
        }

        return root;
    }
}
