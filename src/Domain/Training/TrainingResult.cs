using ActiveSeg.Domain.Projects;

namespace ActiveSeg.Domain.Training;

/// <summary>What a trainer delivers, by content hash.</summary>
/// <param name="Weights">Checkpoint as safetensors; absent unless something was trained.</param>
/// <param name="Report">A serialized <c>activeseg.v1.TrainingReport</c>: metrics of every locked scan, training facts.</param>
/// <param name="Signals">Length-delimited <c>activeseg.v1.ScanSignal</c> messages; absent unless scans were described.</param>
[GenerateSerializer, Immutable, Alias("activeseg.training-result")]
public sealed record TrainingResult(
    [property: Id(0)] ArtifactRef? Weights, [property: Id(1)] ArtifactRef Report, [property: Id(2)] ArtifactRef? Signals);
