using ActiveSeg.Domain.Projects;

namespace ActiveSeg.Contracts.Projects;

/// <summary>What a grain answers: a value, or the reason why not.</summary>
/// <param name="Value">The value; absent when refused.</param>
/// <param name="Refusal">Why not; absent when done.</param>
[GenerateSerializer, Immutable, Alias("activeseg.answer`1")]
public sealed record Answer<T>([property: Id(0)] T? Value, [property: Id(1)] Refusal? Refusal)
    where T : class;
