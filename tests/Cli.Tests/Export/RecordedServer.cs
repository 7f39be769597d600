using ActiveSeg.Cli.Connection;
using ActiveSeg.Cli.Transfer;
using ActiveSeg.Protocol.V1;
using Google.Protobuf;
using Grpc.Core;

namespace ActiveSeg.Cli.Tests.Export;

/// <summary>A transport that answers with given messages, by their type, and gives artifacts by their hash.</summary>
internal sealed class RecordedServer : CallInvoker
{
    private readonly Dictionary<Type, IMessage> _answers = [];
    private readonly Dictionary<string, byte[]> _artifacts = new(StringComparer.Ordinal);

    public List<object> Sent { get; } = [];

    public void Answer(IMessage answer) => _answers[answer.GetType()] = answer;

    public Artifact Keep(byte[] bytes)
    {
        var artifact = ArtifactTransfer.NameOf(bytes);
        _artifacts[artifact.Sha256] = bytes;
        return artifact;
    }

    public ServerClients Clients() =>
        new(new ServerConnection([this], RetryPolicy.Default with { Patience = TimeSpan.Zero }, TimeProvider.System));

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        Sent.Add(request);
        var response = _answers.TryGetValue(typeof(TResponse), out var answer)
            ? Task.FromResult((TResponse)answer)
            : Task.FromException<TResponse>(new RpcException(new Status(StatusCode.NotFound, $"no {typeof(TResponse).Name}")));
        return new AsyncUnaryCall<TResponse>(response, Task.FromResult(Metadata.Empty), () => Status.DefaultSuccess, () => Metadata.Empty, () => { });
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var bytes = _artifacts[((DownloadRequest)(object)request).Sha256];
        var parts = bytes.Chunk(1000).Select(chunk => (TResponse)(object)new DownloadResponse { Chunk = ByteString.CopyFrom(chunk) });
        return new AsyncServerStreamingCall<TResponse>(
            new Parts<TResponse>(parts.GetEnumerator()), Task.FromResult(Metadata.Empty), () => Status.DefaultSuccess, () => Metadata.Empty, () => { });
    }

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

    private sealed class Parts<T>(IEnumerator<T> parts) : IAsyncStreamReader<T>
    {
        public T Current => parts.Current;

        public Task<bool> MoveNext(CancellationToken cancellationToken) => Task.FromResult(parts.MoveNext());
    }
}
