using ActiveSeg.Contracts.Projects;
using ActiveSeg.Contracts.Rounds;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Grpc.Errors;
using ActiveSeg.Grpc.Mapping;
using Grpc.Core;
using V1 = ActiveSeg.Protocol.V1;

namespace ActiveSeg.Grpc.Services;

/// <summary>Starts, watches, closes and cancels rounds.</summary>
internal sealed class RoundsService(IGrainFactory grains, IProjectStore store) : V1.RoundsService.RoundsServiceBase
{
    /// <inheritdoc />
    public override async Task<V1.StartRoundResponse> StartRound(V1.StartRoundRequest request, ServerCallContext context)
    {
        var call = Calls.Identity(request.RequestId, request);
        var view = await Grain(request.Project).StartRoundAsync(call, context.CancellationToken).ValueAsync();
        return new V1.StartRoundResponse { Round = view.ToWire() };
    }

    /// <inheritdoc />
    public override async Task<V1.CloseRoundResponse> CloseRound(V1.CloseRoundRequest request, ServerCallContext context)
    {
        var call = Calls.Identity(request.RequestId, request);
        var view = await Grain(request.Project).CloseRoundAsync(call, context.CancellationToken).ValueAsync();
        return new V1.CloseRoundResponse { Round = view.ToWire() };
    }

    /// <inheritdoc />
    public override async Task<V1.CancelRoundResponse> CancelRound(V1.CancelRoundRequest request, ServerCallContext context)
    {
        var call = Calls.Identity(request.RequestId, request);
        if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > 500)
        {
            throw new ArgumentException("a reason of 1 to 500 characters is needed");
        }

        var view = await Grain(request.Project).CancelRoundAsync(call, request.Reason, context.CancellationToken).ValueAsync();
        return new V1.CancelRoundResponse { Round = view.ToWire() };
    }

    /// <inheritdoc />
    public override async Task<V1.GetRoundResponse> GetRound(V1.GetRoundRequest request, ServerCallContext context)
    {
        RoundNumber? number = request.Round == 0 ? null : new RoundNumber(request.Round);
        var view = await Grain(request.Project).GetRoundAsync(number, context.CancellationToken).ValueAsync();
        return new V1.GetRoundResponse { Round = view.ToWire() };
    }

    /// <inheritdoc />
    public override async Task<V1.ListRoundsResponse> ListRounds(V1.ListRoundsRequest request, ServerCallContext context)
    {
        var project = ProjectId.Parse(request.Project);
        var size = Pages.Size(request.PageSize, 50, 500);
        var after = Pages.Position(request.PageToken);
        var all = await store.ListAsync<RoundState>(DocumentKind.Round, project, [], context.CancellationToken);
        var page = all.Select(r => r.Value).Where(r => r.Number.Value > after).Take(size + 1).ToList();
        var response = new V1.ListRoundsResponse();
        response.Rounds.AddRange(page.Take(size).Select(r => new RoundView(r, "").ToWire()));
        response.NextPageToken = page.Count > size ? Pages.Token($"{page[size - 1].Number}") : "";
        return response;
    }

    private IProjectGrain Grain(string project) => grains.GetGrain<IProjectGrain>(ProjectId.Parse(project).Value);
}
