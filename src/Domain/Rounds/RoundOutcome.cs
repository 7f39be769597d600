using ActiveSeg.Domain.Training;

namespace ActiveSeg.Domain.Rounds;

/// <summary>How a round ended.</summary>
/// <param name="Candidate">The model trained in it; absent when training failed.</param>
/// <param name="Promoted">Whether the candidate replaced the promoted model.</param>
/// <param name="Reason">One sentence with numbers.</param>
/// <param name="Reward">Label-efficiency told to the agent; absent where none could be computed.</param>
[GenerateSerializer, Immutable, Alias("activeseg.round-outcome")]
public sealed record RoundOutcome(
    [property: Id(0)] ModelVersion? Candidate,
    [property: Id(1)] bool Promoted,
    [property: Id(2)] string Reason,
    [property: Id(3)] double? Reward);
