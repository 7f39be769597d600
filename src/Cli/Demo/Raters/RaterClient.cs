using ActiveSeg.Cli.Connection;
using ActiveSeg.Cli.Import;
using ActiveSeg.Cli.Output;
using ActiveSeg.Imaging.Nifti;
using ActiveSeg.Protocol.V1;
using ActiveSeg.Volumes.Raters;
using Grpc.Core;

namespace ActiveSeg.Cli.Demo.Raters;

/// <summary>A simulated rater as an ordinary client: lease, download, delineate, upload, submit.</summary>
internal sealed class RaterClient(
    ServerClients clients,
    Terminal terminal,
    TimeProvider clock,
    string project,
    IReadOnlyDictionary<string, CohortScan> scans,
    string name,
    SimulatedRater hand)
{
    private const string Tool = "activeseg demo, simulated rater";
    private const int MostRefusals = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Works until the token ends it.</summary>
    /// <exception cref="ServerRefusedException">No server answered in time, or it refused again and again.</exception>
    public async Task WorkAsync(CancellationToken token)
    {
        for (var refusals = 0; ;)
        {
            token.ThrowIfCancellationRequested();
            try
            {
                if (!await ReadNextAsync(token))
                {
                    await Task.Delay(Pause, clock, token);
                }

                refusals = 0;
            }
            catch (ServerRefusedException refusal) when (
                refusal.Code is StatusCode.FailedPrecondition or StatusCode.NotFound && ++refusals < MostRefusals)
            {
                terminal.Note($"{name}: {refusal.Reason}: {refusal.Message}; asking for the next read");
                await Task.Delay(Pause, clock, token);
            }
        }
    }

    private async Task<bool> ReadNextAsync(CancellationToken token)
    {
        var request = new LeaseNextRequest { RequestId = RequestIds.Next(), Project = project, Rater = name, Adjudicator = true };
        var next = await clients.Worklist.LeaseNextAsync(request, cancellationToken: token);
        if (next.Lease is not { } lease)
        {
            return false;
        }

        var bytes = await clients.Artifacts.DownloadAsync(next.Image, token);
        var drawn = await Task.Run(() => Delineate(lease, bytes), token);
        var mask = await clients.Artifacts.UploadAsync(drawn, token);
        await clients.Delineations.SubmitDelineationAsync(
            new SubmitDelineationRequest { RequestId = RequestIds.Next(), Lease = lease, Mask = mask, Tool = Tool },
            cancellationToken: token);
        return true;
    }

    private byte[] Delineate(Lease lease, byte[] image)
    {
        using var stream = new MemoryStream(image);
        var seen = NiftiReader.ReadVolume(stream, lease.Scan);
        var truth = scans[lease.Scan].ReadReference!();
        ReferenceCheck.Check(lease.Scan, seen.Grid, truth, []);
        return CanonicalImage.Encode(hand.Read(truth, lease.Scan, lease.Read));
    }
}
