using Grpc.Core;

namespace ActiveSeg.Cli.Tests.Connection;

/// <summary>A transport that records what is sent and answers from a script; the last answer goes on for ever.</summary>
internal sealed class RecordingInvoker(params Func<object>[] answers) : CallInvoker
{
    public List<object> Sent { get; } = [];

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        Sent.Add(request);
        var answer = answers[Math.Min(Sent.Count, answers.Length) - 1];
        return new AsyncUnaryCall<TResponse>(
            AnswerAsync<TResponse>(answer), Task.FromResult(Metadata.Empty), () => Status.DefaultSuccess, () => Metadata.Empty, () => { });
    }

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

    private static async Task<TResponse> AnswerAsync<TResponse>(Func<object> answer)
    {
        await Task.Yield();
        return (TResponse)answer();
    }
}
