using System.CommandLine;
using ActiveSeg.Cli.Connection;
using ActiveSeg.Cli.Invocation;
using ActiveSeg.Cli.Output;
using ActiveSeg.Protocol.V1;

namespace ActiveSeg.Cli.Commands;

/// <summary><c>lock</c>: draws the locked reference set.</summary>
internal static class LockVerb
{
    /// <summary>Builds the command.</summary>
    public static Command Create(GlobalOptions globals)
    {
        var project = new Option<string>("--project") { Description = "The project.", Required = true };
        var fraction = new Option<double>("--fraction") { Description = "Share of patients, above 0 and below 1. Default: 0.25.", DefaultValueFactory = _ => 0.25 };
        var patients = new Option<string?>("--patients") { Description = "Patients to lock, separated by commas, instead of a random share." };
        return Verb.Create(
            globals,
            "lock",
            "Draw the locked reference set, by patient. It is never selected, never trained on, and never changes.",
            [project, fraction, patients],
            async (scope, token) =>
            {
                var request = new LockReferenceSetRequest
                {
                    RequestId = RequestIds.Next(),
                    Project = scope.Get(project),
                    Fraction = scope.Get(fraction),
                    Patients = { ProjectSettings.Names(scope.Get(patients)) },
                };
                var reply = await scope.Clients.Projects.LockReferenceSetAsync(request, cancellationToken: token);
                scope.Terminal.Json(Terminal.ToJson(reply));
                scope.Terminal.Line($"locked {reply.Lock.Scans} scans of {reply.Lock.Patients} patients; references wanted for:");
                foreach (var scan in reply.Scans)
                {
                    scope.Terminal.Line("  " + TextTable.Printable(scan));
                }

                return ExitCode.Done;
            });
    }
}
