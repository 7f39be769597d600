using System.Security.Cryptography;
using ActiveSeg.Contracts.Artifacts;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Domain.Projects;
using Microsoft.Extensions.Logging;

namespace ActiveSeg.Storage.Artifacts;

/// <summary>Artifacts as files: <c>artifacts/ab/cd…</c> when whole, <c>uploads/….part</c> before.</summary>
/// <remarks>
/// <para>Threading: safe, and many processes may share one folder: an upload is locked while it is written or checked, and a
/// finished file is never opened for writing.</para>
/// <para>A killed process leaves at most a part that its uploader continues, or a temporary file that nobody reads. After a
/// power cut a part may hold less than its length says; the hash then disagrees and the upload starts again.</para>
/// <para>Errors: <see cref="StoreUnavailableException"/> when the folder cannot be read or written, or the disk is full.</para>
/// </remarks>
public sealed partial class FileArtifactStore : IArtifactStore, IDisposable
{
    private const int BufferBytes = 128 * 1024;

    private readonly ArtifactPaths _paths;
    private readonly ILogger<FileArtifactStore> _log;
    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Touches nothing yet; folders are made with the first bytes.</summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="log">Where discarded uploads are noted.</param>
    public FileArtifactStore(string dataFolder, ILogger<FileArtifactStore> log)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dataFolder);
        _paths = new ArtifactPaths(dataFolder);
        _log = log;
    }

    /// <inheritdoc />
    public async Task<bool> ExistsAsync(ArtifactRef artifact, CancellationToken cancellationToken) =>
        await FindLengthAsync(artifact.Sha256, cancellationToken) == artifact.Length;

    /// <inheritdoc />
    public Task<long?> FindLengthAsync(string sha256, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(LengthOf(_paths.Final(sha256)));
    }

    /// <inheritdoc />
    public Task<Stream> OpenAsync(ArtifactRef artifact, CancellationToken cancellationToken)
    {
        var path = _paths.Final(artifact.Sha256);
        return RunAsync<Stream>(
            () =>
            {
                try
                {
                    var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes);
                    if (stream.Length == artifact.Length)
                    {
                        return stream;
                    }

                    stream.Dispose();
                }
                catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
                {
                    throw new ArtifactMissingException(artifact);
                }

                throw new ArtifactMissingException(artifact);
            },
            cancellationToken);
    }

    /// <inheritdoc />
    public Task<ArtifactRef> WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => RunAsync(
        () =>
        {
            var artifact = new ArtifactRef(Convert.ToHexStringLower(SHA256.HashData(bytes.Span)), bytes.Length);
            var final = _paths.Final(artifact.Sha256);
            if (LengthOf(final) == artifact.Length)
            {
                return artifact;
            }

            Directory.CreateDirectory(_paths.Uploads);
            var temporary = _paths.Temporary();
            try
            {
                using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0))
                {
                    file.Write(bytes.Span);
                    file.Flush(flushToDisk: true);
                }

                DurableFiles.Publish(temporary, final);
            }
            catch
            {
                File.Delete(temporary);
                throw;
            }

            LogStored(_log, artifact.Sha256, artifact.Length);
            return artifact;
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<long> CommittedSizeAsync(ArtifactRef artifact, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(
            LengthOf(_paths.Final(artifact.Sha256)) ?? LengthOf(_paths.Part(artifact.Sha256)) ?? 0);
    }

    /// <inheritdoc />
    public Task<long> AppendAsync(
        ArtifactRef artifact, long offset, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken) => LockedAsync(
        artifact,
        () =>
        {
            var final = _paths.Final(artifact.Sha256);
            if (LengthOf(final) is { } finished)
            {
                return CheckAppend(artifact, finished, finished, offset, chunk.Length);
            }

            using var part = OpenPart(artifact);
            if (LengthOf(final) is { } meanwhile)
            {
                return CheckAppend(artifact, meanwhile, meanwhile, offset, chunk.Length);
            }

            var committed = part.Length;
            CheckAppend(artifact, committed, artifact.Length, offset, chunk.Length);
            part.Position = committed;
            try
            {
                part.Write(chunk.Span);
            }
            catch (IOException)
            {
                part.SetLength(committed);
                throw;
            }

            return committed + chunk.Length;
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<bool> CompleteAsync(ArtifactRef artifact, CancellationToken cancellationToken) => LockedAsync(
        artifact,
        () =>
        {
            var final = _paths.Final(artifact.Sha256);
            var path = _paths.Part(artifact.Sha256);
            if (LengthOf(final) is { } finished)
            {
                File.Delete(path);
                return finished == artifact.Length;
            }

            if ((LengthOf(path) ?? 0) != artifact.Length)
            {
                throw new ArgumentException(
                    $"{artifact}: {LengthOf(path) ?? 0} of {artifact.Length} bytes are kept", nameof(artifact));
            }

            using var part = OpenPart(artifact);
            if (LengthOf(final) is { } meanwhile)
            {
                return meanwhile == artifact.Length;
            }

            var actual = Convert.ToHexStringLower(SHA256.HashData(part));
            if (actual != artifact.Sha256)
            {
                LogDiscarded(_log, artifact.Sha256, part.Length, actual);
                File.Delete(path);
                return false;
            }

            part.Flush(flushToDisk: true);
            DurableFiles.Publish(path, final);
            LogStored(_log, artifact.Sha256, artifact.Length);
            return true;
        },
        cancellationToken);

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var gate in _gates)
        {
            gate.Dispose();
        }
    }

    private static long? LengthOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? file.Length : null;
    }

    private static long CheckAppend(ArtifactRef artifact, long committed, long most, long offset, int added)
    {
        if (offset != committed)
        {
            throw new ArgumentException($"{artifact}: offset {offset}, but {committed} bytes are kept", nameof(offset));
        }

        return added <= most - committed
            ? committed
            : throw new ArgumentException($"{artifact}: {committed} and {added} bytes exceed its {most}", nameof(added));
    }

    private FileStream OpenPart(ArtifactRef artifact)
    {
        Directory.CreateDirectory(_paths.Uploads);
        return new FileStream(
            _paths.Part(artifact.Sha256), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 0);
    }

    private async Task<T> LockedAsync<T>(ArtifactRef artifact, Func<T> work, CancellationToken cancellationToken)
    {
        var checkedRef = ArtifactRef.Parse(artifact.Sha256, artifact.Length);
        var gate = _gates[Convert.ToInt32(checkedRef.Sha256[..2], 16) % _gates.Length];
        await gate.WaitAsync(cancellationToken);
        try
        {
            return await RunAsync(work, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(work, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"the artifacts in '{_paths.Artifacts}' cannot be read or written: {e.Message}", e);
        }
    }
}
