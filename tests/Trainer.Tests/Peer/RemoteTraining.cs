using ActiveSeg.Protocol.V1;
using Grpc.Core;

namespace ActiveSeg.Trainer.Tests.Peer;

internal sealed class RemoteTraining(RemoteState state) : TrainingService.TrainingServiceBase
{
    public override Task<ClaimJobResponse> ClaimJob(ClaimJobRequest request, ServerCallContext context)
    {
        state.ClaimIds.Enqueue(request.RequestId);
        if (Interlocked.Decrement(ref state.UnavailableClaims) >= 0)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "restarting"));
        }

        return Task.FromResult(new ClaimJobResponse { Job = state.Claim() });
    }

    public override Task<HeartbeatResponse> Heartbeat(HeartbeatRequest request, ServerCallContext context)
    {
        state.Beats.Enqueue(request);
        var isTraining = request.Progress.StartsWith("training", StringComparison.Ordinal);
        if (isTraining)
        {
            state.Training.TrySetResult();
        }

        if (isTraining && state.LoseTraining)
        {
            state.End(request.Fencing);
        }

        return state.Prolong(request.Fencing)
            ? Task.FromResult(new HeartbeatResponse())
            : throw new RpcException(new Status(StatusCode.FailedPrecondition, "the claim is lost"));
    }

    public override Task<CompleteJobResponse> CompleteJob(CompleteJobRequest request, ServerCallContext context)
    {
        if (!state.End(request.Fencing))
        {
            throw new RpcException(new Status(StatusCode.FailedPrecondition, "the claim is lost"));
        }

        state.Completed.TrySetResult(request);
        return Task.FromResult(new CompleteJobResponse());
    }

    public override Task<FailJobResponse> FailJob(FailJobRequest request, ServerCallContext context)
    {
        state.End(request.Fencing);
        state.Failed.TrySetResult(request);
        return Task.FromResult(new FailJobResponse());
    }
}
