using System.Collections.Immutable;

namespace ActiveSeg.Architecture.Tests.References;

/// <summary>Assemblies that only some projects may see.</summary>
/// <param name="Assembly">Start of the assembly's name.</param>
/// <param name="Projects">Who may.</param>
internal sealed record Wall(string Assembly, ImmutableArray<string> Projects);
