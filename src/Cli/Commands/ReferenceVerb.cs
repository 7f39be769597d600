using System.CommandLine;
using System.Text.Json.Nodes;
using ActiveSeg.Cli.Connection;
using ActiveSeg.Cli.Import;
using ActiveSeg.Cli.Invocation;
using ActiveSeg.Cli.Output;
using ActiveSeg.Imaging.Nifti;
using ActiveSeg.Protocol.V1;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Cli.Commands;

/// <summary><c>reference set</c>: gives scans of the locked set their reference.</summary>
internal static class ReferenceVerb
{
    /// <summary>Builds the command.</summary>
    public static Command Create(GlobalOptions globals) => new("reference", "References of the locked set.") { CreateSet(globals) };

    private static Command CreateSet(GlobalOptions globals)
    {
        var project = new Option<string>("--project") { Description = "The project.", Required = true };
        var scan = new Option<string?>("--scan") { Description = "One scan; with --mask." };
        var mask = new Option<string?>("--mask") { Description = "Its label map, as NIfTI on the scan's grid." };
        var folder = new Option<string?>("--data") { Description = "A data set: every locked scan gets the mask that lies there." };
        var source = new Option<string?>("--source") { Description = "Where the reference comes from, for the record. Default: the file or folder." };
        return Verb.Create(
            globals,
            "set",
            """
            Give one scan of the locked set its reference, or all of them from a data set.

            Example: activeseg reference set --project spine --data ./spine_t2
            """,
            [project, scan, mask, folder, source],
            async (scope, token) =>
            {
                var name = scope.Get(project)!;
                var masks = (scope.Get(scan), scope.Get(mask), scope.Get(folder)) switch
                {
                    ({ } one, { } file, null) => [(one, () => NiftiReader.ReadLabels(file))],
                    (null, null, { } data) => await FromDatasetAsync(scope, name, data, token),
                    _ => throw new CommandException(ExitCode.Usage, "WHICH_REFERENCE", "give --scan with --mask, or --data"),
                };
                var origin = scope.Get(source) ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(scope.Get(mask) ?? scope.Get(folder)!));
                var outstanding = 0;
                using var progress = new Progress(scope.Terminal, scope.Clock, "setting references", masks.Count);
                foreach (var (locked, read) in masks)
                {
                    outstanding = await SetAsync(scope.Clients, name, locked, read(), origin, token);
                    progress.Step();
                }

                scope.Terminal.Json(new JsonObject { ["set"] = masks.Count, ["outstanding"] = outstanding });
                scope.Terminal.Line($"{masks.Count} references set, {outstanding} outstanding{(outstanding == 0 ? ": the locked set is sealed" : "")}");
                return ExitCode.Done;
            });
    }

    /// <summary>Uploads a mask and records it.</summary>
    /// <returns>Locked scans still without a reference.</returns>
    public static async Task<int> SetAsync(
        ServerClients clients, string project, string scan, LabelMap mask, string source, CancellationToken token)
    {
        var request = new SetReferenceRequest
        {
            RequestId = RequestIds.Next(),
            Project = project,
            Scan = scan,
            Mask = await clients.Artifacts.UploadAsync(CanonicalImage.Encode(mask), token),
            Source = source,
        };
        return (await clients.Delineations.SetReferenceAsync(request, cancellationToken: token)).Outstanding;
    }

    private static async Task<List<(string Scan, Func<LabelMap> Read)>> FromDatasetAsync(
        CommandScope scope, string project, string folder, CancellationToken token)
    {
        var cohort = CohortFolder.Open(folder, null).Scans.ToDictionary(s => s.Name);
        var locked = await scope.Clients.ScansAsync(project, ScanRole.Reference, ScanStatus.Unspecified, token);
        var masks = new List<(string, Func<LabelMap>)>();
        foreach (var wanted in locked.Where(s => s.Reference is null))
        {
            masks.Add((
                wanted.Scan_,
                cohort.GetValueOrDefault(wanted.Scan_)?.ReadReference
                    ?? throw new CommandException(ExitCode.Refused, "NO_MASK", $"{folder} has no mask for {wanted.Scan_}")));
        }

        return masks;
    }
}
