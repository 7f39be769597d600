using System.CommandLine;
using System.Text.Json.Nodes;
using ActiveSeg.Cli.Connection;
using ActiveSeg.Cli.Invocation;
using ActiveSeg.Cli.Output;
using ActiveSeg.Protocol.V1;

namespace ActiveSeg.Cli.Commands;

/// <summary><c>worklist</c>, <c>next</c> and <c>submit</c>.</summary>
internal static class WorklistVerbs
{
    /// <summary>Builds <c>worklist</c>.</summary>
    public static Command Create(GlobalOptions globals)
    {
        var project = new Option<string>("--project") { Description = "The project.", Required = true };
        return Verb.Create(globals, "worklist", "Show what is to be delineated in the running round, and why.", [project], async (scope, token) =>
        {
            var items = await scope.Clients.WorklistAsync(scope.Get(project)!, token);
            scope.Terminal.Json(Terminal.ToJson(items));
            var table = new TextTable(">rank", "scan", ">read", "status", "rater", "expires", "reason");
            foreach (var item in items)
            {
                table.Add(
                    $"{item.Rank}", item.Scan, item.Adjudication ? $"{item.Read} (adjudication)" : $"{item.Read}", item.Status, item.Rater,
                    item.Status == "LEASED" ? $"{item.ExpireTime?.ToDateTimeOffset():u}" : "", item.Reason);
            }

            scope.Terminal.Table(table);
            return ExitCode.Done;
        });
    }

    /// <summary>Builds <c>next</c>.</summary>
    public static Command CreateNext(GlobalOptions globals)
    {
        var project = new Option<string>("--project") { Description = "The project.", Required = true };
        var rater = new Option<string>("--rater") { Description = "Who delineates.", Required = true };
        var folder = new Option<string>("--out") { Description = "Folder for the case; made if missing.", HelpName = "CASE_DIR", Required = true };
        var adjudicator = new Option<bool>("--adjudicator") { Description = "Adjudications may be handed out, too." };
        return Verb.Create(
            globals,
            "next",
            """
            Lease the next read and fetch its image. Who holds a lease gets the same one again.

            Example: activeseg next --project spine --rater anna --out case/
            """,
            [project, rater, folder, adjudicator],
            async (scope, token) =>
            {
                var request = new LeaseNextRequest
                {
                    RequestId = RequestIds.Next(),
                    Project = scope.Get(project),
                    Rater = scope.Get(rater),
                    Adjudicator = scope.Get(adjudicator),
                };
                var next = await scope.Clients.Worklist.LeaseNextAsync(request, cancellationToken: token);
                if (next.Lease is null)
                {
                    scope.Terminal.Json(new JsonObject { ["lease"] = null, ["none_reason"] = next.NoneReason, ["more_expected"] = next.MoreExpected });
                    scope.Terminal.Line($"nothing to delineate now: {next.NoneReason}{(next.MoreExpected ? "; ask again later" : "")}");
                    return ExitCode.Done;
                }

                var image = await scope.Clients.Artifacts.DownloadAsync(next.Image, token);
                await new CaseFolder(scope.Get(folder)!).WriteAsync(next, image, token);
                scope.Terminal.Json(Terminal.ToJson(next));
                scope.Terminal.Line(
                    $"{next.Lease.Scan}, read {next.Lease.Read} of round {next.Lease.Round}, is in {scope.Get(folder)} until "
                    + $"{next.Lease.ExpireTime?.ToDateTimeOffset():u}; save the mask there as mask.nii.gz, then: activeseg submit {scope.Get(folder)}");
                return ExitCode.Done;
            });
    }

    /// <summary>Builds <c>submit</c>.</summary>
    public static Command CreateSubmit(GlobalOptions globals)
    {
        var folder = new Argument<string>("CASE_DIR") { Description = "Folder made by next, with mask.nii.gz in it." };
        var effort = new Option<double>("--seconds") { Description = "Time spent drawing. Default: 0, unknown." };
        var tool = new Option<string?>("--tool") { Description = "Name and version of the annotation tool." };
        return Verb.Create(
            globals,
            "submit",
            "Submit a mask. Doing it again after a failure is harmless.",
            [folder, effort, tool],
            async (scope, token) =>
            {
                var home = new CaseFolder(scope.Get(folder));
                var next = home.ReadLease();
                var mask = await scope.Clients.Artifacts.UploadAsync(home.ReadMask(next), token);
                var request = new SubmitDelineationRequest
                {
                    RequestId = CaseFolder.RequestIdOf(next.Lease, mask),
                    Lease = next.Lease,
                    Mask = mask,
                    EffortSeconds = scope.Get(effort),
                    Tool = scope.Get(tool) ?? "",
                };
                var reply = await scope.Clients.Delineations.SubmitDelineationAsync(request, cancellationToken: token);
                scope.Terminal.Json(Terminal.ToJson(reply));
                scope.Terminal.Line($"accepted: {next.Lease.Scan}, read {next.Lease.Read}; {reply.ReadsOutstanding} more awaited for this scan");
                return ExitCode.Done;
            });
    }
}
