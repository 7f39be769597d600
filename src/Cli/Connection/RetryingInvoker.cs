using Grpc.Core;

namespace ActiveSeg.Cli.Connection;

/// <summary>Lets generated clients make unary calls that are repeated as <see cref="RetryPolicy"/> says.</summary>
/// <remarks>A repetition sends the very same message, hence the same request id. Streams are not repeated here.</remarks>
internal sealed class RetryingInvoker(ServerConnection connection) : CallInvoker
{
    /// <inheritdoc />
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var response = connection.RunAsync(
            async (invoker, token) =>
            {
                using var call = invoker.AsyncUnaryCall(
                    method, host, options.WithDeadline(connection.Deadline()).WithCancellationToken(token), request);
                return await call.ResponseAsync;
            },
            options.CancellationToken);
        return new AsyncUnaryCall<TResponse>(
            response, Task.FromResult(Metadata.Empty), () => Status.DefaultSuccess, () => Metadata.Empty, () => { });
    }

    /// <inheritdoc />
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        throw new NotSupportedException("unary calls are asynchronous here");

    /// <inheritdoc />
    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        throw new NotSupportedException("streams go through the transfer");

    /// <inheritdoc />
    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) =>
        throw new NotSupportedException("streams go through the transfer");

    /// <inheritdoc />
    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) =>
        throw new NotSupportedException("streams go through the transfer");
}
