using ActiveSeg.Contracts.Delineations;
using ActiveSeg.Contracts.Keys;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Grpc.Errors;
using ActiveSeg.Grpc.Mapping;
using Grpc.Core;
using V1 = ActiveSeg.Protocol.V1;

namespace ActiveSeg.Grpc.Services;

/// <summary>Takes delineations in.</summary>
internal sealed class DelineationsService(IGrainFactory grains) : V1.DelineationsService.DelineationsServiceBase
{
    /// <inheritdoc />
    public override async Task<V1.SubmitDelineationResponse> SubmitDelineation(
        V1.SubmitDelineationRequest request, ServerCallContext context)
    {
        if (!(request.EffortSeconds >= 0 && request.EffortSeconds <= 7 * 24 * 3600))
        {
            throw new ArgumentException($"effort_seconds {request.EffortSeconds} is not 0 to a week");
        }

        var lease = request.Lease.ToDomain();
        var command = new SubmitCommand(
            Calls.Identity(request.RequestId, request),
            lease,
            request.Mask.ToDomain("mask"),
            TimeSpan.FromSeconds(request.EffortSeconds),
            request.Tool);
        var view = await grains.ScanGrain(lease.Project, lease.Scan)
            .SubmitAsync(command, context.CancellationToken)
            .ValueAsync();
        return new V1.SubmitDelineationResponse { ReadsOutstanding = view.Outstanding };
    }

    /// <inheritdoc />
    public override async Task<V1.SetReferenceResponse> SetReference(
        V1.SetReferenceRequest request, ServerCallContext context)
    {
        var command = new SetReferenceCommand(
            Calls.Identity(request.RequestId, request), request.Mask.ToDomain("mask"), request.Source);
        var view = await grains.ScanGrain(ProjectId.Parse(request.Project), ScanId.Parse(request.Scan))
            .SetReferenceAsync(command, context.CancellationToken)
            .ValueAsync();
        return new V1.SetReferenceResponse { Reference = view.Reference.ToWire(), Outstanding = view.Outstanding };
    }
}
