using ActiveSeg.Domain.Projects;

namespace ActiveSeg.Contracts.Artifacts;

/// <summary>Bytes outside the database, written once, named by their SHA-256.</summary>
/// <remarks>An artifact becomes visible only whole, with its hash checked and its bytes on disk (temp, fsync, rename).</remarks>
public interface IArtifactStore
{
    /// <summary>Whether all of its bytes are there.</summary>
    Task<bool> ExistsAsync(ArtifactRef artifact, CancellationToken cancellationToken);

    /// <summary>Length of an artifact; absent when it is not there.</summary>
    Task<long?> FindLengthAsync(string sha256, CancellationToken cancellationToken);

    /// <summary>Opens an artifact for reading; seekable.</summary>
    /// <exception cref="ArtifactMissingException">It is not there.</exception>
    Task<Stream> OpenAsync(ArtifactRef artifact, CancellationToken cancellationToken);

    /// <summary>Stores bytes at once and names them.</summary>
    Task<ArtifactRef> WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Bytes kept of an unfinished upload; its full length when complete, 0 when unknown.</summary>
    Task<long> CommittedSizeAsync(ArtifactRef artifact, CancellationToken cancellationToken);

    /// <summary>Appends to an unfinished upload and returns the new committed size.</summary>
    /// <param name="artifact">What is being uploaded.</param>
    /// <param name="offset">Must equal the committed size.</param>
    /// <param name="chunk">Bytes; together never more than the artifact's length.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="ArgumentException">The offset is not the committed size, or the bytes exceed the length.</exception>
    Task<long> AppendAsync(
        ArtifactRef artifact, long offset, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken);

    /// <summary>Checks the hash of a full upload and makes the artifact visible; harmless when it is already.</summary>
    /// <returns>False when the hash disagrees; the upload is then discarded.</returns>
    Task<bool> CompleteAsync(ArtifactRef artifact, CancellationToken cancellationToken);
}
