using ActiveSeg.Domain.Rounds;

namespace ActiveSeg.Contracts.Rounds;

/// <summary>A round as callers see it.</summary>
/// <param name="State">Its state.</param>
/// <param name="TrainingProgress">Last progress text of the trainer; empty when none works on it.</param>
[GenerateSerializer, Immutable, Alias("activeseg.round-view")]
public sealed record RoundView([property: Id(0)] RoundState State, [property: Id(1)] string TrainingProgress);
