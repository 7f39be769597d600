using ActiveSeg.Contracts.Artifacts;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Domain.Projects;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace ActiveSeg.Grpc.Errors;

/// <summary>The only table from outcomes to status codes; every status carries an ErrorInfo.</summary>
internal sealed partial class RefusalInterceptor(ILogger<RefusalInterceptor> logger) : Interceptor
{
    private const string Domain = "activeseg";

    /// <inheritdoc />
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            throw Map(exception, context);
        }
    }

    /// <inheritdoc />
    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(requestStream, context);
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            throw Map(exception, context);
        }
    }

    /// <inheritdoc />
    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            throw Map(exception, context);
        }
    }

    private RpcException Map(Exception exception, ServerCallContext context)
    {
        switch (exception)
        {
            case RefusalException refused:
                return Status(CodeOf(refused.Refusal.Kind), refused.Refusal.Reason, refused.Refusal.Message);
            case ArgumentException wrong:
                return Status(Code.InvalidArgument, "INVALID_ARGUMENT", wrong.Message);
            case ArtifactMissingException missing:
                return Status(Code.NotFound, "ARTIFACT_NOT_FOUND", missing.Message);
            case StoreUnavailableException unavailable:
                LogUnavailable(unavailable, context.Method);
                return Status(Code.Unavailable, "STORE_UNAVAILABLE", unavailable.Message);
            case OperationCanceledException when context.CancellationToken.IsCancellationRequested:
                return Status(Code.Cancelled, "CANCELLED", "the caller went away");
            case TimeoutException or OperationCanceledException
                or Orleans.Runtime.OrleansMessageRejectionException or Orleans.Runtime.SiloUnavailableException:
                LogUnavailable(exception, context.Method);
                return Status(Code.Unavailable, "SILO_UNAVAILABLE", "the cluster is regrouping; ask again with the same request_id");
            default:
                LogFault(exception, context.Method);
                return Status(Code.Internal, "INTERNAL", "a fault in the server; its log has the details");
        }
    }

    private static Code CodeOf(RefusalKind kind) => kind switch
    {
        RefusalKind.NotFound => Code.NotFound,
        RefusalKind.AlreadyExists => Code.AlreadyExists,
        RefusalKind.Invalid => Code.InvalidArgument,
        RefusalKind.Precondition => Code.FailedPrecondition,
        RefusalKind.Aborted => Code.Aborted,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static RpcException Status(Code code, string reason, string message) =>
        new Google.Rpc.Status
        {
            Code = (int)code,
            Message = message,
            Details = { Any.Pack(new ErrorInfo { Reason = reason, Domain = Domain }) },
        }.ToRpcException();

    [LoggerMessage(1, LogLevel.Warning, "{Method} could not be served now")]
    private partial void LogUnavailable(Exception exception, string method);

    [LoggerMessage(2, LogLevel.Error, "{Method} met a fault")]
    private partial void LogFault(Exception exception, string method);
}
