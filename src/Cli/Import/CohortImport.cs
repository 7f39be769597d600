using System.Collections.Immutable;
using ActiveSeg.Cli.Connection;
using ActiveSeg.Cli.Output;
using ActiveSeg.Imaging;
using ActiveSeg.Protocol.V1;

namespace ActiveSeg.Cli.Import;

/// <summary>Brings a cohort into a project: read, check, rewrite, upload, register. One bad scan does not stop the rest.</summary>
/// <remarks>Repeating an import is harmless: what the project holds unchanged is reported as registered.</remarks>
internal sealed class CohortImport(ServerClients clients, Terminal terminal, TimeProvider clock)
{
    private const int ScansPerRegistration = 50;

    /// <summary>Imports.</summary>
    /// <param name="cohort">What to import.</param>
    /// <param name="project">An existing project.</param>
    /// <param name="strata">Columns to send.</param>
    /// <param name="token">Stops between scans.</param>
    /// <exception cref="ServerRefusedException">The project is unknown, or no server answered in time.</exception>
    public async Task<ImportSummary> RunAsync(
        Cohort cohort, string project, ImmutableArray<string> strata, CancellationToken token)
    {
        var faults = new List<CohortFault>(cohort.Faults);
        foreach (var fault in cohort.Faults)
        {
            Tell(fault);
        }

        var (registered, bytes) = (0, 0L);
        using var progress = new Progress(terminal, clock, "importing", cohort.Scans.Length);
        foreach (var chunk in cohort.Scans.Chunk(ScansPerRegistration))
        {
            var uploaded = new List<NewScan>();
            foreach (var scan in chunk)
            {
                var (sent, fault) = await UploadAsync(scan, strata, token);
                if (sent is not null)
                {
                    uploaded.Add(sent);
                    bytes += sent.Image.Length;
                }
                else if (fault is not null)
                {
                    faults.Add(fault);
                    Tell(fault);
                }

                progress.Step();
            }

            foreach (var refused in await RegisterAsync(project, uploaded, token))
            {
                faults.Add(refused);
                Tell(refused);
                registered--;
            }

            registered += uploaded.Count;
        }

        return new ImportSummary(registered, bytes, [.. faults]);
    }

    private async Task<(NewScan? Sent, CohortFault? Fault)> UploadAsync(
        CohortScan scan, ImmutableArray<string> strata, CancellationToken token)
    {
        byte[] bytes;
        try
        {
            bytes = await Task.Run(() => CanonicalImage.Encode(scan.ReadImage()), token);
        }
        catch (ImageFormatException bad)
        {
            return (null, new CohortFault(bad.FileName, bad.Reason.ToString(), bad.Explanation));
        }

        var sent = new NewScan
        {
            Scan = scan.Name,
            Patient = scan.Patient,
            Image = await clients.Artifacts.UploadAsync(bytes, token),
        };
        foreach (var column in strata)
        {
            sent.Strata[column] = scan.Values.GetValueOrDefault(column, "");
        }

        return (sent, null);
    }

    private async Task<IEnumerable<CohortFault>> RegisterAsync(string project, List<NewScan> scans, CancellationToken token)
    {
        if (scans.Count == 0)
        {
            return [];
        }

        var request = new RegisterScansRequest { RequestId = RequestIds.Next(), Project = project, Scans = { scans } };
        var reply = await clients.Scans.RegisterScansAsync(request, cancellationToken: token);
        return reply.Results.Where(result => !result.Registered)
            .Select(result => new CohortFault(result.Scan, result.Reason, result.Message));
    }

    private void Tell(CohortFault fault) =>
        terminal.Note(TextTable.Printable($"not imported: {fault.File}: {fault.Reason}: {fault.Explanation}"));
}
