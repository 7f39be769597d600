using ActiveSeg.Contracts.Artifacts;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Grpc.Mapping;
using Grpc.Core;
using V1 = ActiveSeg.Protocol.V1;

namespace ActiveSeg.Grpc.Services;

/// <summary>Moves bytes in chunks, resumable, checked by SHA-256.</summary>
internal sealed class VolumesService(IArtifactStore artifacts) : V1.VolumesService.VolumesServiceBase
{
    private const long MostBytes = 8L * 1024 * 1024 * 1024;
    private static readonly TimeSpan IdleLimit = TimeSpan.FromSeconds(60);

    /// <inheritdoc />
    public override async Task<V1.UploadResponse> Upload(
        IAsyncStreamReader<V1.UploadRequest> requestStream, ServerCallContext context)
    {
        // Kestrel's own rate and size limits do not hold on client streams, so they are set here.
        using var idle = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        idle.CancelAfter(IdleLimit);
        if (!await requestStream.MoveNext(idle.Token))
        {
            throw new ArgumentException("an upload starts with a message that names the artifact");
        }

        var first = requestStream.Current;
        var artifact = first.Artifact.ToDomain("artifact");
        if (artifact.Length > MostBytes)
        {
            throw new ArgumentException($"{artifact.Length} bytes are more than the {MostBytes} that an artifact may have");
        }

        var at = first.Offset;
        if (!await artifacts.ExistsAsync(artifact, context.CancellationToken))
        {
            do
            {
                idle.CancelAfter(IdleLimit);
                var chunk = requestStream.Current.Chunk;
                if (chunk.Length > ArtifactChunks.MostBytes)
                {
                    throw new ArgumentException($"a chunk has at most {ArtifactChunks.MostBytes} bytes, not {chunk.Length}");
                }

                if (chunk.Length > 0)
                {
                    at = await artifacts.AppendAsync(artifact, at, chunk.Memory, context.CancellationToken);
                }
            }
            while (await requestStream.MoveNext(idle.Token));

            if (!await artifacts.CompleteAsync(artifact, context.CancellationToken))
            {
                throw new RpcException(new Status(StatusCode.DataLoss, $"the bytes do not have the hash {artifact.Sha256}"));
            }
        }

        return new V1.UploadResponse { Artifact = artifact.ToWire() };
    }

    /// <inheritdoc />
    public override async Task<V1.GetUploadResponse> GetUpload(V1.GetUploadRequest request, ServerCallContext context)
    {
        var artifact = request.Artifact.ToDomain("artifact");
        return new V1.GetUploadResponse
        {
            CommittedSize = await artifacts.CommittedSizeAsync(artifact, context.CancellationToken),
            Complete = await artifacts.ExistsAsync(artifact, context.CancellationToken),
        };
    }

    /// <inheritdoc />
    public override async Task Download(
        V1.DownloadRequest request, IServerStreamWriter<V1.DownloadResponse> responseStream, ServerCallContext context)
    {
        var named = ArtifactRef.Parse(request.Sha256, 0);
        var length = await artifacts.FindLengthAsync(named.Sha256, context.CancellationToken)
            ?? throw new ArtifactMissingException(named);
        var first = named with { Length = length };
        await foreach (var (artifact, chunk) in artifacts.ChunksAsync(first, request.Offset, context.CancellationToken))
        {
            var message = new V1.DownloadResponse { Artifact = artifact?.ToWire(), Chunk = chunk };
            await responseStream.WriteAsync(message, context.CancellationToken);
        }
    }
}
