using System.Security.Cryptography;
using ActiveSeg.Imaging.Nifti;
using ActiveSeg.Protocol.V1;
using ActiveSeg.Volumes.Grids;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace ActiveSeg.EndToEnd.Tests;

/// <summary>An ordinary gRPC client of one or more servers; calls that could not be served are repeated with their request id.</summary>
internal sealed class Client : IDisposable
{
    private const int Patience = 240;
    private readonly GrpcChannel[] _channels;
    private int _current;

    public Client(params string[] addresses) =>
        _channels = [.. addresses.Select(a => GrpcChannel.ForAddress(a))];

    public static string NewRequest() => Guid.NewGuid().ToString();

    public void Dispose() => Array.ForEach(_channels, c => c.Dispose());

    /// <summary>Makes a call, and makes it again with the same message while the servers cannot serve it.</summary>
    public async Task<T> CallAsync<T>(Func<CallInvoker, CallOptions, AsyncUnaryCall<T>> call, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            var channel = _channels[_current % _channels.Length];
            try
            {
                var options = new CallOptions(deadline: DateTime.UtcNow.AddSeconds(20), cancellationToken: cancellationToken);
                return await call(channel.CreateCallInvoker(), options);
            }
            catch (RpcException refused) when (IsPassing(refused.StatusCode) && attempt < Patience)
            {
                Interlocked.Increment(ref _current);
                await Task.Delay(500, cancellationToken);
            }
        }
    }

    public async Task<Artifact> UploadAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        var artifact = new Artifact { Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)), Length = bytes.Length };
        for (var attempt = 0; ; attempt++)
        {
            var channel = _channels[_current % _channels.Length];
            var volumes = new VolumesService.VolumesServiceClient(channel);
            try
            {
                var state = await volumes.GetUploadAsync(new GetUploadRequest { Artifact = artifact }, cancellationToken: cancellationToken);
                if (state.Complete)
                {
                    return artifact;
                }

                using var call = volumes.Upload(cancellationToken: cancellationToken);
                var at = (int)state.CommittedSize;
                await call.RequestStream.WriteAsync(new UploadRequest { Artifact = artifact, Offset = at }, cancellationToken);
                for (; at < bytes.Length; at += 65_536)
                {
                    var chunk = ByteString.CopyFrom(bytes, at, Math.Min(65_536, bytes.Length - at));
                    await call.RequestStream.WriteAsync(new UploadRequest { Chunk = chunk }, cancellationToken);
                }

                await call.RequestStream.CompleteAsync();
                return (await call).Artifact;
            }
            catch (RpcException refused) when (IsPassing(refused.StatusCode) && attempt < Patience)
            {
                Interlocked.Increment(ref _current);
                await Task.Delay(500, cancellationToken);
            }
        }
    }

    public async Task<byte[]> DownloadAsync(Artifact artifact, CancellationToken cancellationToken)
    {
        var volumes = new VolumesService.VolumesServiceClient(_channels[_current % _channels.Length]);
        using var call = volumes.Download(new DownloadRequest { Sha256 = artifact.Sha256 }, cancellationToken: cancellationToken);
        using var bytes = new MemoryStream();
        await foreach (var part in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            part.Chunk.WriteTo(bytes);
        }

        return bytes.ToArray();
    }

    public Task<Artifact> UploadAsync(Volume volume, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream();
        NiftiWriter.WriteVolume(volume, stream);
        return UploadAsync(stream.ToArray(), cancellationToken);
    }

    public Task<Artifact> UploadAsync(LabelMap labels, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream();
        NiftiWriter.WriteLabels(labels, stream);
        return UploadAsync(stream.ToArray(), cancellationToken);
    }

    private static bool IsPassing(StatusCode code) =>
        code is StatusCode.Unavailable or StatusCode.Aborted or StatusCode.DeadlineExceeded or StatusCode.Internal;
}
