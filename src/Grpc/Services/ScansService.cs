using System.Collections.Immutable;
using ActiveSeg.Contracts.Keys;
using ActiveSeg.Contracts.Pools;
using ActiveSeg.Contracts.Projects;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Contracts.Workers;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Grpc.Errors;
using ActiveSeg.Grpc.Mapping;
using Grpc.Core;
using V1 = ActiveSeg.Protocol.V1;

namespace ActiveSeg.Grpc.Services;

/// <summary>Registers scans and tells what is known of them.</summary>
internal sealed class ScansService(IGrainFactory grains, IProjectStore store) : V1.ScansService.ScansServiceBase
{
    private const int MostScans = 500;
    private const int MostStrata = 64;

    /// <inheritdoc />
    public override async Task<V1.RegisterScansResponse> RegisterScans(
        V1.RegisterScansRequest request, ServerCallContext context)
    {
        var project = ProjectId.Parse(request.Project);
        var call = Calls.Identity(request.RequestId, request);
        if (request.Scans.Count is < 1 or > MostScans)
        {
            throw new ArgumentException($"scans: 1 to {MostScans} at a time, not {request.Scans.Count}");
        }

        var grain = grains.GetGrain<IProjectGrain>(project.Value);
        await grain.GetAsync(context.CancellationToken).ValueAsync();
        var results = new V1.RegistrationResult?[request.Scans.Count];
        var usable = new List<(int Index, NewScan Scan)>();
        for (var i = 0; i < request.Scans.Count; i++)
        {
            var (scan, refusal) = await CheckAsync(request.Scans[i], context.CancellationToken);
            if (scan is not null)
            {
                usable.Add((i, scan));
            }
            else
            {
                results[i] = Refused(request.Scans[i].Scan, refusal!);
            }
        }

        if (usable.Count > 0)
        {
            var registered = await grain
                .RegisterAsync(call, [.. usable.Select(u => u.Scan)], context.CancellationToken)
                .ValueAsync();

            // A repeated call gets its first answer, which may be without a scan whose image has come since.
            var answers = registered.Results.GroupBy(r => r.Scan).ToDictionary(group => group.Key, group => new Queue<Registration>(group));
            foreach (var (index, scan) in usable)
            {
                if (!answers.TryGetValue(scan.Id, out var own) || !own.TryDequeue(out var result))
                {
                    results[index] = Refused(scan.Id.Value, Refusal.Precondition(
                        "REQUEST_ANSWERED_BEFORE", $"this call was answered before the image of {scan.Id} was there; register it with a new request id"));
                    continue;
                }

                results[index] = result.Refusal is { } refusal
                    ? Refused(result.Scan.Value, refusal)
                    : new V1.RegistrationResult
                    {
                        Scan = result.Scan.Value,
                        Registered = true,
                        Role = result.Role!.Value.ToWire(),
                    };
            }
        }

        var response = new V1.RegisterScansResponse();
        response.Results.AddRange(results);
        return response;
    }

    /// <inheritdoc />
    public override async Task<V1.GetScanResponse> GetScan(V1.GetScanRequest request, ServerCallContext context)
    {
        var grain = grains.ScanGrain(ProjectId.Parse(request.Project), ScanId.Parse(request.Scan));
        var view = await grain.GetAsync(context.CancellationToken).ValueAsync();
        return new V1.GetScanResponse { Scan = view.ToWire() };
    }

    /// <inheritdoc />
    public override async Task<V1.ListScansResponse> ListScans(V1.ListScansRequest request, ServerCallContext context)
    {
        var project = ProjectId.Parse(request.Project);
        var size = Pages.Size(request.PageSize, 100, 1000);
        var filter = new ScanFilter(
            request.Role.ToDomain(), request.Status.ToDomain(), null, Pages.After(request.PageToken), size + 1);
        var scans = await store.ListScansAsync(project, filter, context.CancellationToken);
        var response = new V1.ListScansResponse();
        response.Scans.AddRange(scans.Take(size).Select(s => s.Value.ToWire()));
        response.NextPageToken = scans.Length > size ? Pages.Token(scans[size - 1].Value.Id.Value) : "";
        return response;
    }

    /// <inheritdoc />
    public override async Task<V1.ExcludeScanResponse> ExcludeScan(V1.ExcludeScanRequest request, ServerCallContext context)
    {
        var call = Calls.Identity(request.RequestId, request);
        if (string.IsNullOrWhiteSpace(request.Reason))
        {
            throw new ArgumentException("reason: a sentence is needed");
        }

        var grain = grains.ScanGrain(ProjectId.Parse(request.Project), ScanId.Parse(request.Scan));
        var view = await grain.ExcludeAsync(call, request.Reason, context.CancellationToken).ValueAsync();
        return new V1.ExcludeScanResponse { Scan = view.ToWire() };
    }

    private async Task<(NewScan? Scan, Refusal? Refusal)> CheckAsync(V1.NewScan wire, CancellationToken cancellationToken)
    {
        if (!Names.IsPlain(wire.Scan, 128) || !Names.IsPlain(wire.Patient, 128))
        {
            return (null, Refusal.Invalid("INVALID_NAME", $"scan '{wire.Scan}' or patient '{wire.Patient}' is not a usable name"));
        }

        if (wire.Strata.Count > MostStrata || wire.Strata.Any(s => s.Key.Length is 0 or > 128 || s.Value.Length > 256))
        {
            return (null, Refusal.Invalid("INVALID_STRATA", $"scan '{wire.Scan}': at most {MostStrata} strata of 128 and 256 characters"));
        }

        var image = wire.Image.ToDomain("image");
        var geometry = await grains.GetGrain<IMaskWorkerGrain>(0).CheckImageAsync(
            image, $"image of {wire.Scan}", cancellationToken);
        return geometry.Refusal is { } refusal
            ? (null, refusal)
            : (new NewScan(
                ScanId.Parse(wire.Scan),
                PatientId.Parse(wire.Patient),
                image,
                geometry.Value!,
                wire.Strata.ToImmutableSortedDictionary(StringComparer.Ordinal)), null);
    }

    private static V1.RegistrationResult Refused(string scan, Refusal refusal) => new()
    {
        Scan = scan,
        Reason = refusal.Reason == "NOT_UPLOADED" ? "IMAGE_NOT_UPLOADED" : refusal.Reason,
        Message = refusal.Message,
    };
}
