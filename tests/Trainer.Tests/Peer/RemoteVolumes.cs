using System.Security.Cryptography;
using ActiveSeg.Protocol.V1;
using Google.Protobuf;
using Grpc.Core;

namespace ActiveSeg.Trainer.Tests.Peer;

internal sealed class RemoteVolumes(RemoteState state) : VolumesService.VolumesServiceBase
{
    private const int ChunkBytes = 1 << 10;

    public override Task<GetUploadResponse> GetUpload(GetUploadRequest request, ServerCallContext context) =>
        Task.FromResult(new GetUploadResponse
        {
            Complete = state.Artifacts.ContainsKey(request.Artifact.Sha256),
            CommittedSize = state.Unfinished.TryGetValue(request.Artifact.Sha256, out var kept) ? kept.Length : 0,
        });

    public override async Task<UploadResponse> Upload(IAsyncStreamReader<UploadRequest> requestStream, ServerCallContext context)
    {
        await requestStream.MoveNext(context.CancellationToken);
        var first = requestStream.Current;
        state.UploadStarts.Enqueue(first);
        var hash = first.Artifact.Sha256;
        var kept = state.Unfinished.GetOrAdd(hash, []);
        if (kept.Length != first.Offset)
        {
            throw new RpcException(new Status(StatusCode.FailedPrecondition, $"{kept.Length} bytes are kept"));
        }

        var breaks = Interlocked.Decrement(ref state.BrokenUploads) >= 0;
        for (var chunks = 1; await requestStream.MoveNext(context.CancellationToken); chunks++)
        {
            kept = [.. kept, .. requestStream.Current.Chunk.Span];
            state.Unfinished[hash] = kept;
            if (breaks && chunks == 2)
            {
                throw new RpcException(new Status(StatusCode.Unavailable, "the stream broke"));
            }
        }

        state.Unfinished.TryRemove(hash, out _);
        if (Convert.ToHexStringLower(SHA256.HashData(kept)) != hash || kept.Length != first.Artifact.Length)
        {
            throw new RpcException(new Status(StatusCode.DataLoss, "another hash"));
        }

        state.Artifacts[hash] = kept;
        return new UploadResponse { Artifact = first.Artifact };
    }

    public override async Task Download(
        DownloadRequest request, IServerStreamWriter<DownloadResponse> responseStream, ServerCallContext context)
    {
        state.Downloads.Enqueue(request);
        if (!state.Artifacts.TryGetValue(request.Sha256, out var bytes))
        {
            throw new RpcException(new Status(StatusCode.NotFound, "no such artifact"));
        }

        var corrupt = state.CorruptNext.TryRemove(request.Sha256, out _);
        var breaks = state.BreakNext.TryRemove(request.Sha256, out _);
        for (var at = (int)request.Offset; at < bytes.Length; at += ChunkBytes)
        {
            if (breaks && at >= bytes.Length / 2)
            {
                throw new RpcException(new Status(StatusCode.Unavailable, "the stream broke"));
            }

            var chunk = bytes[at..Math.Min(at + ChunkBytes, bytes.Length)];
            chunk[0] ^= corrupt && at == 0 ? (byte)1 : (byte)0;
            await responseStream.WriteAsync(
                new DownloadResponse { Chunk = ByteString.CopyFrom(chunk) }, context.CancellationToken);
        }
    }
}
