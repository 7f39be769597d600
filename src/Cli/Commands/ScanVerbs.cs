using System.CommandLine;
using ActiveSeg.Cli.Connection;
using ActiveSeg.Cli.Invocation;
using ActiveSeg.Cli.Output;
using ActiveSeg.Protocol.V1;

namespace ActiveSeg.Cli.Commands;

/// <summary><c>scan list|show|exclude</c>.</summary>
internal static class ScanVerbs
{
    /// <summary>Builds the command.</summary>
    public static Command Create(GlobalOptions globals) => new("scan", "See scans and take them out.")
    {
        CreateList(globals),
        CreateShow(globals),
        CreateExclude(globals),
    };

    private static Option<string> Project() => new("--project") { Description = "The project.", Required = true };

    private static Command CreateList(GlobalOptions globals)
    {
        var project = Project();
        var status = new Option<ScanStatus>("--status") { Description = "Only these." };
        var role = new Option<ScanRole>("--role") { Description = "Only these." };
        return Verb.Create(globals, "list", "List scans.", [project, status, role], async (scope, token) =>
        {
            var scans = await scope.Clients.ScansAsync(scope.Get(project)!, scope.Get(role), scope.Get(status), token);
            scope.Terminal.Json(Terminal.ToJson(scans));
            var table = new TextTable("scan", "patient", "role", "status", ">round", ">reads", ">reference", ">cluster", "strata");
            foreach (var s in scans)
            {
                table.Add(
                    s.Scan_, s.Patient, $"{s.Role}", s.Role == ScanRole.Pool ? $"{s.Status}" : "-", s.Round > 0 ? $"{s.Round}" : "-",
                    $"{s.Reads.Count}", s.Reference is null ? "-" : $"{s.Reference.Version}", s.Cluster < 0 ? "-" : $"{s.Cluster}",
                    string.Join(" ", s.Strata.Select(pair => $"{pair.Key}={pair.Value}")));
            }

            scope.Terminal.Table(table);
            return ExitCode.Done;
        });
    }

    private static Command CreateShow(GlobalOptions globals)
    {
        var project = Project();
        var name = new Argument<string>("SCAN") { Description = "The scan." };
        return Verb.Create(globals, "show", "Show one scan with its reads and signals.", [name, project], async (scope, token) =>
        {
            var reply = await scope.Clients.Scans.GetScanAsync(
                new GetScanRequest { Project = scope.Get(project), Scan = scope.Get(name) }, cancellationToken: token);
            scope.Terminal.Json(Terminal.ToJson(reply.Scan));
            foreach (var line in Describe(reply.Scan))
            {
                scope.Terminal.Line(TextTable.Printable(line));
            }

            return ExitCode.Done;
        });
    }

    private static Command CreateExclude(GlobalOptions globals)
    {
        var project = Project();
        var name = new Argument<string>("SCAN") { Description = "The scan." };
        var reason = new Option<string>("--reason") { Description = "Why, in a sentence.", Required = true };
        return Verb.Create(globals, "exclude", "Take a scan out of the pool.", [name, project, reason], async (scope, token) =>
        {
            var request = new ExcludeScanRequest
            {
                RequestId = RequestIds.Next(),
                Project = scope.Get(project),
                Scan = scope.Get(name),
                Reason = scope.Get(reason),
            };
            var reply = await scope.Clients.Scans.ExcludeScanAsync(request, cancellationToken: token);
            scope.Terminal.Json(Terminal.ToJson(reply.Scan));
            scope.Terminal.Line($"excluded {reply.Scan.Scan_}");
            return ExitCode.Done;
        });
    }

    private static IEnumerable<string> Describe(Scan s)
    {
        yield return $"scan         {s.Scan_} of patient {s.Patient}";
        yield return $"role         {s.Role}{(s.Role == ScanRole.Pool ? $", {s.Status}" : "")}{(s.Round > 0 ? $", picked for round {s.Round}" : "")}";
        yield return $"image        {s.Image?.Sha256} ({s.Image?.Length} bytes)";
        if (s.Geometry is { } g)
        {
            yield return $"geometry     {string.Join(" x ", g.Size)} voxels of {string.Join(" x ", g.SpacingMm.Select(v => $"{v:0.###}"))} mm";
        }

        yield return $"strata       {string.Join(", ", s.Strata.Select(pair => $"{pair.Key} = {pair.Value}"))}";
        yield return $"signals      embedding of {s.Embedding.Count}, cluster {(s.Cluster < 0 ? "none" : s.Cluster)}, "
            + (s.SignalModel > 0 ? $"model {s.SignalModel}" : "no model") + string.Concat(s.Uncertainties.Select(pair => $", {pair.Key} = {pair.Value:g4}"));
        foreach (var read in s.Reads)
        {
            yield return $"read {read.Read_,-7} {read.Rater}, round {read.Round}{(read.Adjudication ? ", adjudication" : "")}, {read.SubmitTime?.ToDateTimeOffset():u}, {read.Tool}";
        }

        if (s.Reference is { } reference)
        {
            yield return $"reference    version {reference.Version}: {reference.Source}"
                + string.Concat(reference.Agreement.Select(pair => $"; agreement on {pair.Key}: {pair.Value:0.000}"));
        }
    }
}
