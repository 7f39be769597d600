using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;
using V1 = ActiveSeg.Protocol.V1;

namespace ActiveSeg.Grpc.Mapping;

/// <summary>Artifacts and geometry between wire and domain.</summary>
internal static class ArtifactMap
{
    /// <summary>The artifact that a message names.</summary>
    /// <exception cref="ArgumentException">It is absent, or hash or length are unusable.</exception>
    public static ArtifactRef ToDomain(this V1.Artifact? artifact, string field) =>
        artifact is null
            ? throw new ArgumentException($"{field} is needed")
            : ArtifactRef.Parse(artifact.Sha256, artifact.Length);

    /// <summary>The message for an artifact.</summary>
    public static V1.Artifact ToWire(this ArtifactRef artifact) =>
        new() { Sha256 = artifact.Sha256, Length = artifact.Length };

    /// <summary>The message for a geometry.</summary>
    public static V1.Geometry ToWire(this ScanGeometry geometry)
    {
        var message = new V1.Geometry();
        message.Size.AddRange(geometry.Size);
        message.SpacingMm.AddRange(geometry.SpacingMm);
        message.OriginMm.AddRange(geometry.OriginMm);
        message.Axes.AddRange(geometry.Axes);
        return message;
    }
}
