using System.Security.Cryptography;
using ActiveSeg.Cli.Connection;
using ActiveSeg.Protocol.V1;
using Google.Protobuf;
using Grpc.Core;

namespace ActiveSeg.Cli.Transfer;

/// <summary>Moves bytes to and from the server in chunks; a broken transfer goes on where it stopped.</summary>
/// <remarks>Threading: safe for concurrent transfers.</remarks>
internal sealed class ArtifactTransfer(ServerConnection connection)
{
    /// <summary>Largest chunk. Units: bytes.</summary>
    public const int ChunkBytes = 64 * 1024;

    private const int FreshStarts = 3;

    /// <summary>Name of some bytes.</summary>
    public static Artifact NameOf(ReadOnlySpan<byte> bytes) => new()
    {
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
        Length = bytes.Length,
    };

    /// <summary>Sends bytes unless the server has them.</summary>
    /// <exception cref="ServerRefusedException">Refused, or no server answered in time.</exception>
    public async Task<Artifact> UploadAsync(ReadOnlyMemory<byte> bytes, CancellationToken token)
    {
        var artifact = NameOf(bytes.Span);
        for (var start = 1; ; start++)
        {
            try
            {
                await connection.RunAsync((invoker, stop) => SendAsync(invoker, artifact, bytes, stop), token);
                return artifact;
            }
            catch (ServerRefusedException refusal) when (refusal.Code == StatusCode.DataLoss && start < FreshStarts)
            {
                // The server has thrown the damaged bytes away; the next attempt begins at 0.
            }
        }
    }

    /// <summary>Receives bytes and checks their hash.</summary>
    /// <exception cref="ServerRefusedException">Refused, no server answered in time, or the hash is wrong.</exception>
    public async Task<byte[]> DownloadAsync(Artifact artifact, CancellationToken token)
    {
        for (var start = 1; ; start++)
        {
            using var received = new MemoryStream(checked((int)artifact.Length));
            await connection.RunAsync((invoker, stop) => ReceiveAsync(invoker, artifact.Sha256, received, stop), token);
            var bytes = received.ToArray();
            if (NameOf(bytes).Sha256 == artifact.Sha256)
            {
                return bytes;
            }

            if (start >= FreshStarts)
            {
                throw new ServerRefusedException(
                    StatusCode.DataLoss, "HASH_MISMATCH", $"{bytes.Length} bytes received do not hash to {artifact.Sha256}");
            }
        }
    }

    private static async Task<bool> SendAsync(
        CallInvoker invoker, Artifact artifact, ReadOnlyMemory<byte> bytes, CancellationToken token)
    {
        var client = new VolumesService.VolumesServiceClient(invoker);
        var upload = await client.GetUploadAsync(new GetUploadRequest { Artifact = artifact }, cancellationToken: token);
        if (upload.Complete)
        {
            return true;
        }

        using var call = client.Upload(cancellationToken: token);
        try
        {
            var offset = upload.CommittedSize;
            await call.RequestStream.WriteAsync(new UploadRequest { Artifact = artifact, Offset = offset }, token);
            for (var at = (int)offset; at < bytes.Length; at += ChunkBytes)
            {
                var chunk = bytes.Slice(at, Math.Min(ChunkBytes, bytes.Length - at));
                await call.RequestStream.WriteAsync(new UploadRequest { Chunk = UnsafeByteOperations.UnsafeWrap(chunk) }, token);
            }

            await call.RequestStream.CompleteAsync();
        }
        catch (Exception broken) when (broken is InvalidOperationException or IOException)
        {
            // The server ended the call early; its answer says why.
        }

        await call.ResponseAsync;
        return true;
    }

    private static async Task<bool> ReceiveAsync(
        CallInvoker invoker, string sha256, MemoryStream received, CancellationToken token)
    {
        var client = new VolumesService.VolumesServiceClient(invoker);
        using var call = client.Download(new DownloadRequest { Sha256 = sha256, Offset = received.Length }, cancellationToken: token);
        await foreach (var part in call.ResponseStream.ReadAllAsync(token))
        {
            part.Chunk.WriteTo(received);
        }

        return true;
    }
}
