using ActiveSeg.Domain.Projects;

namespace ActiveSeg.Contracts.Artifacts;

/// <summary>An artifact that something refers to is not in the store.</summary>
[GenerateSerializer, Alias("activeseg.artifact-missing")]
public sealed class ArtifactMissingException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="artifact">The artifact.</param>
    public ArtifactMissingException(ArtifactRef artifact)
        : base($"artifact {artifact} is not in the store") => Artifact = artifact;

    /// <summary>The artifact.</summary>
    [Id(0)]
    public ArtifactRef Artifact { get; }
}
