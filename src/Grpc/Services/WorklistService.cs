using ActiveSeg.Contracts.Projects;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Contracts.Worklists;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Worklists;
using ActiveSeg.Grpc.Errors;
using ActiveSeg.Grpc.Mapping;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using V1 = ActiveSeg.Protocol.V1;

namespace ActiveSeg.Grpc.Services;

/// <summary>Hands out the reads of the running round.</summary>
internal sealed class WorklistService(IGrainFactory grains, IProjectStore store) : V1.WorklistService.WorklistServiceBase
{
    /// <inheritdoc />
    public override async Task<V1.LeaseNextResponse> LeaseNext(V1.LeaseNextRequest request, ServerCallContext context)
    {
        var project = ProjectId.Parse(request.Project);
        var command = new LeaseNextCommand(
            Calls.Identity(request.RequestId, request), RaterId.Parse(request.Rater), request.Adjudicator);
        var view = await grains.GetGrain<IProjectGrain>(project.Value)
            .LeaseNextAsync(command, context.CancellationToken)
            .ValueAsync();
        var response = new V1.LeaseNextResponse
        {
            Lease = view.Lease?.ToWire(),
            Image = view.Image?.ToWire(),
            Geometry = view.Geometry?.ToWire(),
            NoneReason = view.None?.ToWire() ?? "",
            MoreExpected = view.MoreExpected,
        };
        response.Structures.AddRange(view.Structures.Select(s => new V1.Structure { Label = s.Label, Name = s.Name }));
        return response;
    }

    /// <inheritdoc />
    public override async Task<V1.RenewLeaseResponse> RenewLease(V1.RenewLeaseRequest request, ServerCallContext context)
    {
        var command = new LeaseCommand(Calls.Identity(request.RequestId, request), request.Lease.ToDomain());
        var view = await grains.GetGrain<IProjectGrain>(command.Lease.Project.Value)
            .RenewLeaseAsync(command, context.CancellationToken)
            .ValueAsync();
        return new V1.RenewLeaseResponse { Lease = view.Lease?.ToWire() };
    }

    /// <inheritdoc />
    public override async Task<V1.ReleaseLeaseResponse> ReleaseLease(
        V1.ReleaseLeaseRequest request, ServerCallContext context)
    {
        var command = new LeaseCommand(Calls.Identity(request.RequestId, request), request.Lease.ToDomain());
        await grains.GetGrain<IProjectGrain>(command.Lease.Project.Value)
            .ReleaseLeaseAsync(command, context.CancellationToken)
            .ValueAsync();
        return new V1.ReleaseLeaseResponse();
    }

    /// <inheritdoc />
    public override async Task<V1.ListWorklistResponse> ListWorklist(
        V1.ListWorklistRequest request, ServerCallContext context)
    {
        var project = ProjectId.Parse(request.Project);
        var size = Pages.Size(request.PageSize, 100, 1000);
        var from = Pages.Position(request.PageToken);
        var view = await grains.GetGrain<IProjectGrain>(project.Value)
            .GetRoundAsync(null, context.CancellationToken)
            .ValueAsync();
        var now = await store.ReadClockAsync(context.CancellationToken);
        var response = new V1.ListWorklistResponse();
        var assignments = view.State.Assignments;
        response.Items.AddRange(assignments.Skip(from).Take(size).Select(a => ToWire(a, view.State, now)));
        response.NextPageToken = from + size < assignments.Length ? Pages.Token($"{from + size}") : "";
        return response;
    }

    private static V1.WorklistItem ToWire(Assignment assignment, RoundState round, DateTimeOffset now)
    {
        var pick = round.Picks.FirstOrDefault(p => p.Scan == assignment.Scan);
        return new V1.WorklistItem
        {
            Scan = assignment.Scan.Value,
            Rank = pick?.Rank ?? 0,
            Read = assignment.Read,
            Adjudication = assignment.Kind == AssignmentKind.Adjudication,
            Status = assignment.Status switch
            {
                AssignmentStatus.Waiting => "WAITING",
                AssignmentStatus.Leased => assignment.IsHeldAt(now) ? "LEASED" : "EXPIRED",
                AssignmentStatus.Submitted => "SUBMITTED",
                AssignmentStatus.Dropped => "DROPPED",
                _ => throw new System.Diagnostics.UnreachableException(),
            },
            Rater = assignment.Rater?.Value ?? "",
            ExpireTime = assignment.ExpiresAt is { } at ? Timestamp.FromDateTimeOffset(at) : null,
            Reason = pick?.Reason ?? "",
        };
    }
}
