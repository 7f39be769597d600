namespace ActiveSeg.Nets.Training;

/// <summary>The scans cannot train a network: there are none, or no mask holds any structure.</summary>
public sealed class TrainingSetException(string message) : Exception(message);
