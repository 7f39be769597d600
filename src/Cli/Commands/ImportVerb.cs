using System.CommandLine;
using System.Text.Json.Nodes;
using ActiveSeg.Cli.Connection;
using ActiveSeg.Cli.Import;
using ActiveSeg.Cli.Invocation;
using ActiveSeg.Protocol.V1;

namespace ActiveSeg.Cli.Commands;

/// <summary><c>import DIR</c>.</summary>
internal static class ImportVerb
{
    /// <summary>Builds the command.</summary>
    public static Command Create(GlobalOptions globals)
    {
        var folder = new Argument<string>("DIR")
        {
            Description = "A Medical-Decathlon or nnU-Net folder (dataset.json, imagesTr, labelsTr, cases.csv), or DICOM series.",
        };
        var project = new Option<string>("--project") { Description = "Where to.", Required = true };
        var patients = new Option<string?>("--patient-column")
        {
            Description = "Column of cases.csv with the patient's pseudonym. Default: patient_id, if there is one; else every scan is its own patient.",
        };
        var strata = new Option<string?>("--strata")
        {
            Description = "Columns of cases.csv to send, separated by commas. Default: those that the project names.",
        };
        var creates = new Option<bool>("--create")
        {
            Description = "Create the project with the data set's structures if it does not exist.",
        };
        return Verb.Create(
            globals,
            "import",
            """
            Bring scans into a project. What cannot be used is named with its reason; the rest goes on.

            Example: activeseg import ./spine_t2 --project spine --create --strata scanner,sex
            """,
            [folder, project, patients, strata, creates],
            async (scope, token) =>
            {
                var cohort = CohortFolder.Open(scope.Get(folder), scope.Get(patients));
                var columns = ProjectSettings.Names(scope.Get(strata));
                var unknown = columns.Except(cohort.Columns).ToList();
                if (unknown.Count > 0)
                {
                    throw new CommandException(
                        ExitCode.Usage, "UNKNOWN_COLUMN",
                        $"no column {string.Join(", ", unknown)}; there are {string.Join(", ", cohort.Columns)}");
                }

                var name = scope.Get(project)!;
                if (scope.Get(creates))
                {
                    await CreateAsync(scope, cohort, name, columns, token);
                }

                var known = await scope.Clients.Projects.GetProjectAsync(new GetProjectRequest { Project = name }, cancellationToken: token);
                var sent = columns.Length > 0 ? columns : [.. known.Project.Options.Strata.Intersect(cohort.Columns)];
                var summary = await new CohortImport(scope.Clients, scope.Terminal, scope.Clock).RunAsync(cohort, name, [.. sent], token);
                Tell(scope, name, summary);
                return summary.Faults.IsEmpty ? ExitCode.Done : ExitCode.Refused;
            });
    }

    private static async Task CreateAsync(
        CommandScope scope, Cohort cohort, string name, IEnumerable<string> columns, CancellationToken token)
    {
        var request = new CreateProjectRequest
        {
            RequestId = RequestIds.Next(),
            Project = name,
            DisplayName = cohort.Title,
            Options = new ProjectOptions
            {
                Structures = { cohort.Structures.Select(s => new Structure { Label = s.Label, Name = s.Name }) },
                Strata = { columns },
            },
        };
        try
        {
            await scope.Clients.Projects.CreateProjectAsync(request, cancellationToken: token);
            scope.Terminal.Note($"created project {name}");
        }
        catch (ServerRefusedException refusal) when (refusal.Code == Grpc.Core.StatusCode.AlreadyExists)
        {
            scope.Terminal.Note($"project {name} exists already");
        }
    }

    private static void Tell(CommandScope scope, string project, ImportSummary summary)
    {
        scope.Terminal.Json(new JsonObject
        {
            ["project"] = project,
            ["registered"] = summary.Registered,
            ["bytes"] = summary.Bytes,
            ["refused"] = new JsonArray([.. summary.Faults.Select(fault => (JsonNode)new JsonObject
            {
                ["file"] = fault.File,
                ["reason"] = fault.Reason,
                ["explanation"] = fault.Explanation,
            })]),
        });
        scope.Terminal.Line(
            $"{summary.Registered} scans registered in {project} ({summary.Bytes / 1e6:0.0} MB), {summary.Faults.Length} refused");
    }
}
