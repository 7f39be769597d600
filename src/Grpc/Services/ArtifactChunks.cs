using System.Runtime.CompilerServices;
using ActiveSeg.Contracts.Artifacts;
using ActiveSeg.Domain.Projects;
using Google.Protobuf;

namespace ActiveSeg.Grpc.Services;

/// <summary>Bytes of an artifact in the pieces of a download.</summary>
internal static class ArtifactChunks
{
    /// <summary>Largest piece. Units: bytes.</summary>
    public const int MostBytes = 64 * 1024;

    /// <summary>Pieces from an offset on, at least one; the first names the artifact.</summary>
    /// <exception cref="ArgumentException">The offset is outside of the artifact.</exception>
    /// <exception cref="ArtifactMissingException">It does not exist.</exception>
    public static async IAsyncEnumerable<(ArtifactRef? Artifact, ByteString Chunk)> ChunksAsync(
        this IArtifactStore artifacts, ArtifactRef artifact, long offset, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (offset < 0 || offset > artifact.Length)
        {
            throw new ArgumentException($"offset {offset} is outside of the artifact's {artifact.Length} bytes");
        }

        await using var stream = await artifacts.OpenAsync(artifact, cancellationToken);
        stream.Seek(offset, SeekOrigin.Begin);
        var buffer = new byte[MostBytes];
        ArtifactRef? named = artifact;
        while (true)
        {
            var count = await stream.ReadAsync(buffer, cancellationToken);
            yield return (named, ByteString.CopyFrom(buffer, 0, count));
            if (count == 0 || stream.Position == artifact.Length)
            {
                yield break;
            }

            named = null;
        }
    }
}
