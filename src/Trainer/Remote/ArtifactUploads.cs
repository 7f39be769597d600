using System.Security.Cryptography;
using ActiveSeg.Protocol.V1;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace ActiveSeg.Trainer.Remote;

/// <summary>Sends bytes to the server, going on where a broken stream ended.</summary>
internal sealed partial class ArtifactUploads(ServerConnection server, ILogger<ArtifactUploads> logger)
{
    private const int ChunkBytes = 64 << 10;
    private const int Tries = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Returns when the server holds the bytes; sends nothing when it already does.</summary>
    /// <exception cref="RpcException">The server refused, or lost what was sent four times running.</exception>
    public async Task<Artifact> SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken token)
    {
        var artifact = new Artifact { Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes.Span)), Length = bytes.Length };
        for (var again = 1; ; again++)
        {
            try
            {
                await server.CallAsync((clients, within) => SendRestAsync(clients, artifact, bytes, within), token);
                return artifact;
            }
            catch (RpcException refusal) when (again < Tries && IsMisplaced(refusal.StatusCode))
            {
                StartsAnew(artifact.Sha256, refusal.StatusCode, refusal.Status.Detail);
            }
        }
    }

    /// <summary>Whether the server's bytes and ours have come apart, so that asking how far it is mends it.</summary>
    private static bool IsMisplaced(StatusCode status) =>
        status is StatusCode.DataLoss or StatusCode.FailedPrecondition or StatusCode.OutOfRange or StatusCode.InvalidArgument;

    private static async Task<bool> SendRestAsync(
        ServerClients clients, Artifact artifact, ReadOnlyMemory<byte> bytes, CancellationToken token)
    {
        using var asked = clients.Volumes.GetUploadAsync(new GetUploadRequest { Artifact = artifact }, cancellationToken: token);
        var kept = await asked.ResponseAsync.WithinAsync(Patience, token);
        if (kept.Complete)
        {
            return true;
        }

        using var call = clients.Volumes.Upload(cancellationToken: token);
        try
        {
            await WriteAsync(new UploadRequest { Artifact = artifact, Offset = kept.CommittedSize });
            for (var at = kept.CommittedSize; at < bytes.Length; at += ChunkBytes)
            {
                var chunk = bytes.Slice((int)at, (int)Math.Min(ChunkBytes, bytes.Length - at));
                await WriteAsync(new UploadRequest { Chunk = UnsafeByteOperations.UnsafeWrap(chunk) });
            }

            await call.RequestStream.CompleteAsync();
        }
        catch (InvalidOperationException)
        {
            // The call ended while bytes were still to be written; its answer says why.
        }

        await call.ResponseAsync.WithinAsync(Patience, token);
        return true;

        Task<bool> WriteAsync(UploadRequest message) =>
            Sent(call.RequestStream.WriteAsync(message, token)).WithinAsync(Patience, token);
    }

    private static async Task<bool> Sent(Task write)
    {
        await write;
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Upload of {Sha256} starts anew ({Status}: {Detail})")]
    private partial void StartsAnew(string sha256, StatusCode status, string detail);
}
