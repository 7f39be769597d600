using System.Collections.Concurrent;
using System.Security.Cryptography;
using ActiveSeg.Protocol.V1;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace ActiveSeg.Trainer.Remote;

/// <summary>Artifacts on this machine's disk, by content hash; what is missing is fetched from the server.</summary>
/// <remarks>
/// <para>Files: <c>artifacts/ab/abcd…</c> are whole and were verified when they got that name; <c>partial/abcd…</c> go on where
/// they end. Every file is hashed again when it is obtained, so damage on the disk costs a second download and no more.</para>
/// <para>Threading: safe from any thread of one process; at most two downloads at a time.</para>
/// </remarks>
internal sealed partial class ArtifactCache : IDisposable
{
    private const int Tries = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly ServerConnection _server;
    private readonly ILogger<ArtifactCache> _logger;
    private readonly string _whole;
    private readonly string _partial;
    private readonly SemaphoreSlim _downloads = new(2);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _gates = new(StringComparer.Ordinal);

    public ArtifactCache(ServerConnection server, string folder, ILogger<ArtifactCache> logger)
    {
        (_server, _logger) = (server, logger);
        (_whole, _partial) = (Path.Combine(folder, "artifacts"), Path.Combine(folder, "partial"));
        Directory.CreateDirectory(_whole);
        Directory.CreateDirectory(_partial);
    }

    /// <summary>Path of a whole and verified file with the artifact's bytes.</summary>
    /// <exception cref="UnusableInputException">The artifact's name is not a hash.</exception>
    /// <exception cref="InvalidDataException">What the server sends does not have the hash, three times running.</exception>
    /// <exception cref="RpcException">The server refused.</exception>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    public async Task<string> ObtainAsync(Artifact artifact, CancellationToken token)
    {
        if (artifact.Sha256.Length != 64 || artifact.Sha256.Any(c => !char.IsAsciiHexDigitLower(c)) || artifact.Length < 0)
        {
            throw new UnusableInputException($"'{artifact.Sha256}' is not a SHA-256 in lower-case hexadecimal digits");
        }

        var path = Path.Combine(_whole, artifact.Sha256[..2], artifact.Sha256);
        var gate = _gates.GetOrAdd(artifact.Sha256, _ => new SemaphoreSlim(1));
        await gate.WaitAsync(token);
        try
        {
            if (File.Exists(path))
            {
                if (await HashAsync(path, token) == artifact.Sha256)
                {
                    File.SetLastAccessTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime);
                    return path;
                }

                Damaged(artifact.Sha256);
                File.Delete(path);
            }

            await _downloads.WaitAsync(token);
            try
            {
                await DownloadAsync(artifact, path, token);
            }
            finally
            {
                _downloads.Release();
            }

            return path;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Removes the least recently used files until the rest fits.</summary>
    /// <param name="mostBytes">Bytes that may remain.</param>
    public void Trim(long mostBytes)
    {
        var files = new DirectoryInfo(_whole).GetFiles("*", SearchOption.AllDirectories);
        var bytes = files.Sum(file => file.Length);
        foreach (var file in files.OrderBy(file => file.LastAccessTimeUtc).TakeWhile(_ => bytes > mostBytes))
        {
            bytes -= file.Length;
            file.Delete();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _downloads.Dispose();
        foreach (var gate in _gates.Values)
        {
            gate.Dispose();
        }
    }

    private async Task DownloadAsync(Artifact artifact, string path, CancellationToken token)
    {
        var partial = Path.Combine(_partial, artifact.Sha256);
        for (var again = 1; ; again++)
        {
            await using (var file = new FileStream(partial, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None))
            {
                await _server.CallAsync((clients, within) => AppendAsync(clients, artifact, file, within), token);
                file.Flush(flushToDisk: true);
            }

            if (await HashAsync(partial, token) == artifact.Sha256)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.Move(partial, path, overwrite: true);
                return;
            }

            File.Delete(partial);
            if (again == Tries)
            {
                throw new InvalidDataException($"the bytes of artifact {artifact.Sha256} do not have that hash");
            }

            Corrupted(artifact.Sha256);
        }
    }

    /// <summary>Appends what is missing; a message more than the length ends it, and the hash then tells.</summary>
    private static async Task<bool> AppendAsync(
        ServerClients clients, Artifact artifact, FileStream file, CancellationToken token)
    {
        if (file.Length > artifact.Length)
        {
            file.SetLength(0);
        }

        file.Seek(0, SeekOrigin.End);
        if (artifact.Length > 0 && file.Length == artifact.Length)
        {
            return true;
        }

        var start = file.Length;
        using var call = clients.Volumes.Download(
            new DownloadRequest { Sha256 = artifact.Sha256, Offset = start }, cancellationToken: token);
        while (await call.ResponseStream.MoveNext(token).WithinAsync(Patience, token))
        {
            await file.WriteAsync(call.ResponseStream.Current.Chunk.Memory, token);
            if (file.Position > artifact.Length)
            {
                return true;
            }
        }

        return file.Position == artifact.Length
            ? true
            : throw new RpcException(new Status(
                file.Position > start ? StatusCode.Unavailable : StatusCode.DataLoss,
                $"the stream of {artifact.Sha256} ended after {file.Position} of {artifact.Length} bytes"));
    }

    private static async Task<string> HashAsync(string path, CancellationToken token)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, useAsync: false);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, token));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Cached artifact {Sha256} is damaged; fetching it again")]
    private partial void Damaged(string sha256);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Artifact {Sha256} arrived with another hash; fetching it again")]
    private partial void Corrupted(string sha256);
}
