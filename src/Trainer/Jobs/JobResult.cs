using ActiveSeg.Protocol.V1;

namespace ActiveSeg.Trainer.Jobs;

/// <summary>What a job gave; the server holds every artifact.</summary>
/// <param name="Weights">Checkpoint as safetensors; null unless something was trained.</param>
/// <param name="Report">A serialized <see cref="TrainingReport"/>.</param>
/// <param name="Signals">Length-delimited <see cref="ScanSignal"/> messages; null unless scans were described.</param>
internal sealed record JobResult(Artifact? Weights, Artifact Report, Artifact? Signals);
