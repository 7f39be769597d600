using ActiveSeg.Domain.Projects;

namespace ActiveSeg.Storage.Artifacts;

/// <summary>Where the bytes of an artifact lie; only checked hashes become paths.</summary>
internal sealed class ArtifactPaths(string dataFolder)
{
    public string Artifacts { get; } = Path.Combine(Path.GetFullPath(dataFolder), "artifacts");

    public string Uploads { get; } = Path.Combine(Path.GetFullPath(dataFolder), "uploads");

    /// <summary>The finished file: artifacts/ab/cd….</summary>
    public string Final(string sha256)
    {
        var name = ArtifactRef.Parse(sha256, 0).Sha256;
        return Path.Combine(Artifacts, name[..2], name[2..]);
    }

    /// <summary>The unfinished upload.</summary>
    public string Part(string sha256) => Path.Combine(Uploads, ArtifactRef.Parse(sha256, 0).Sha256 + ".part");

    /// <summary>A name that no other writer has.</summary>
    public string Temporary() => Path.Combine(Uploads, Path.GetRandomFileName() + ".tmp");
}
