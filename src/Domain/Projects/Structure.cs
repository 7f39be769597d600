namespace ActiveSeg.Domain.Projects;

/// <summary>One anatomical structure that raters delineate.</summary>
/// <param name="Label">Its number in every mask. Range: 1 to 255.</param>
/// <param name="Name">What people call it.</param>
[GenerateSerializer, Immutable, Alias("activeseg.structure")]
public sealed record Structure([property: Id(0)] byte Label, [property: Id(1)] string Name);
