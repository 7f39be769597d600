using System.Collections.Immutable;

namespace ActiveSeg.Architecture.Tests.References;

/// <summary>What one project may refer to.</summary>
/// <param name="Project">Its name, without the prefix.</param>
/// <param name="Layer">Where it stands.</param>
/// <param name="Projects">Projects it may refer to.</param>
/// <param name="Packages">Packages it may refer to.</param>
/// <param name="Frameworks">Shared frameworks it may refer to.</param>
internal sealed record AllowedReferences(
    string Project,
    Layer Layer,
    ImmutableArray<string> Projects,
    ImmutableArray<string> Packages,
    ImmutableArray<string> Frameworks);
