using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Training;

namespace ActiveSeg.Domain.Projects;

/// <summary>What a project is and how far it has come.</summary>
/// <param name="Id">Its name.</param>
/// <param name="DisplayName">What people call it.</param>
/// <param name="Options">The coordinator's decisions.</param>
/// <param name="Lock">The locked reference set; absent before it is drawn.</param>
/// <param name="CurrentRound">The last round started; absent before the first.</param>
/// <param name="SignalVersion">Rises by one each time the pool's embeddings and uncertainties are replaced; 0 before the first.</param>
/// <param name="PromotedModel">The model that ranks and pre-segments; absent before the first promotion.</param>
/// <param name="PromotedDice">Mean Dice of the promoted model on the locked set; absent before the first promotion.</param>
/// <param name="LastModel">The highest model version given out; 0 before the first.</param>
/// <param name="CreatedAt">When it was created.</param>
[GenerateSerializer, Immutable, Alias("activeseg.project-state")]
public sealed record ProjectState(
    [property: Id(0)] ProjectId Id,
    [property: Id(1)] string DisplayName,
    [property: Id(2)] ProjectOptions Options,
    [property: Id(3)] ReferenceLock? Lock,
    [property: Id(4)] RoundNumber? CurrentRound,
    [property: Id(5)] long SignalVersion,
    [property: Id(6)] ModelVersion? PromotedModel,
    [property: Id(7)] double? PromotedDice,
    [property: Id(8)] ModelVersion LastModel,
    [property: Id(9)] DateTimeOffset CreatedAt);
