using System.CommandLine;
using ActiveSeg.Cli.Connection;
using ActiveSeg.Cli.Invocation;
using ActiveSeg.Cli.Output;
using ActiveSeg.Protocol.V1;

namespace ActiveSeg.Cli.Commands;

/// <summary><c>project create|status|list</c>.</summary>
internal static class ProjectVerbs
{
    /// <summary>Builds the command.</summary>
    public static Command Create(GlobalOptions globals) => new("project", "Create projects and see how they stand.")
    {
        CreateCreate(globals),
        CreateStatus(globals),
        CreateList(globals),
    };

    private static Command CreateCreate(GlobalOptions globals)
    {
        var name = new Argument<string>("NAME") { Description = "1 to 63 of a-z, 0-9 and hyphen." };
        var title = new Option<string?>("--title") { Description = "What people call it. Default: the name." };
        var settings = new ProjectSettings();
        return Verb.Create(
            globals,
            "create",
            """
            Create a project.

            Example: activeseg project create spine --structures "1=central canal,2=neural foramina" --strata scanner,sex
            """,
            [name, title, .. settings.Symbols],
            async (scope, token) =>
            {
                var request = new CreateProjectRequest
                {
                    RequestId = RequestIds.Next(),
                    Project = scope.Get(name),
                    DisplayName = scope.Get(title) ?? "",
                    Options = settings.Read(scope),
                };
                var reply = await scope.Clients.Projects.CreateProjectAsync(request, cancellationToken: token);
                scope.Terminal.Json(Terminal.ToJson(reply.Project));
                scope.Terminal.Line($"created project {reply.Project.Project_}");
                return ExitCode.Done;
            });
    }

    private static Command CreateStatus(GlobalOptions globals)
    {
        var name = new Argument<string>("NAME") { Description = "The project." };
        return Verb.Create(globals, "status", "Tell how a project stands.", [name], async (scope, token) =>
        {
            var reply = await scope.Clients.Projects.GetProjectAsync(
                new GetProjectRequest { Project = scope.Get(name) }, cancellationToken: token);
            scope.Terminal.Json(Terminal.ToJson(reply.Project));
            foreach (var line in Describe(reply.Project))
            {
                scope.Terminal.Line(line);
            }

            return ExitCode.Done;
        });
    }

    private static Command CreateList(GlobalOptions globals) =>
        Verb.Create(globals, "list", "List projects.", [], async (scope, token) =>
        {
            var projects = await scope.Clients.ProjectsAsync(token);
            scope.Terminal.Json(Terminal.ToJson(projects));
            var table = new TextTable("project", ">scans", ">labelled", ">locked", ">round", ">model", ">Dice");
            foreach (var p in projects)
            {
                table.Add(
                    p.Project_, $"{p.Counts?.Registered}", $"{p.Counts?.Labelled}", $"{p.Counts?.Reference}", $"{p.CurrentRound}",
                    $"{p.PromotedModel}", p.PromotedModel > 0 ? $"{p.PromotedDice:0.000}" : "-");
            }

            scope.Terminal.Table(table);
            return ExitCode.Done;
        });

    private static IEnumerable<string> Describe(Project p)
    {
        var (counts, options) = (p.Counts ?? new ScanCounts(), p.Options ?? new ProjectOptions());
        yield return $"project      {p.Project_} ({p.DisplayName})";
        yield return $"structures   {string.Join(", ", options.Structures.Select(s => $"{s.Label} = {s.Name}"))}";
        yield return $"scans        {counts.Registered} registered: {counts.Available} available, {counts.Assigned} assigned, "
            + $"{counts.Labelled} labelled, {counts.Excluded} excluded; {counts.Reference} locked, {counts.Withheld} withheld";
        yield return $"budget       {counts.Labelled} of {options.BudgetInScans} scans labelled";
        yield return $"policy       {options.Policy}; {options.BatchSize} scans a round, {options.ReadsPerScan} reads a scan";
        yield return p.Lock is null
            ? "locked set   not drawn yet"
            : $"locked set   {p.Lock.Scans} scans of {p.Lock.Patients} patients"
                + (p.Lock.Hash.Length > 0 ? $", sealed as {p.Lock.Hash[..12]}" : ", references outstanding");
        yield return $"round        {(p.CurrentRound > 0 ? p.CurrentRound : "none yet")}";
        yield return p.PromotedModel > 0
            ? $"model        {p.PromotedModel}, mean Dice {p.PromotedDice:0.000} on the locked set"
            : "model        none yet";
    }
}
