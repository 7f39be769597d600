using System.Collections.Immutable;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;

namespace ActiveSeg.Domain.Training;

/// <summary>One trained model version and its scores on the locked set; never changed once written.</summary>
/// <param name="Project">The project.</param>
/// <param name="Version">Its number.</param>
/// <param name="Round">The round that it was trained in.</param>
/// <param name="Weights">Checkpoint as safetensors.</param>
/// <param name="Report">Metrics of every locked scan.</param>
/// <param name="Manifest">The snapshot it was trained from.</param>
/// <param name="LockHash">The locked set that it was scored on.</param>
/// <param name="LabelledScans">Scans it was trained on.</param>
/// <param name="MeanDice">Mean over structures and locked scans. Range: 0 to 1.</param>
/// <param name="Scores">By structure.</param>
/// <param name="TrainingTime">Wall time of training alone.</param>
/// <param name="CreatedAt">When its result was accepted.</param>
/// <param name="Defect">Why it must never be promoted; empty: nothing speaks against it.</param>
[GenerateSerializer, Immutable, Alias("activeseg.model-state")]
public sealed record ModelState(
    [property: Id(0)] ProjectId Project,
    [property: Id(1)] ModelVersion Version,
    [property: Id(2)] RoundNumber Round,
    [property: Id(3)] ArtifactRef Weights,
    [property: Id(4)] ArtifactRef Report,
    [property: Id(5)] ArtifactRef Manifest,
    [property: Id(6)] string LockHash,
    [property: Id(7)] int LabelledScans,
    [property: Id(8)] double MeanDice,
    [property: Id(9)] ImmutableArray<StructureScore> Scores,
    [property: Id(10)] TimeSpan TrainingTime,
    [property: Id(11)] DateTimeOffset CreatedAt,
    [property: Id(12)] string Defect = "");
