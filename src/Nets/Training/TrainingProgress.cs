namespace ActiveSeg.Nets.Training;

/// <summary>Where a training stands.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Steps at which it will end, as far as known.</param>
/// <param name="Loss">Smoothed Dice plus cross-entropy loss. Range: 0 to about 3; at best 0.</param>
/// <param name="StepsPerSecond">Since the start or resumption.</param>
public sealed record TrainingProgress(int Step, int Steps, double Loss, double StepsPerSecond);
