using System.Collections.Immutable;
using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Plans;

namespace ActiveSeg.Nets.Training;

/// <summary>What a training gave.</summary>
/// <param name="Weights">Averaged weights, all finite.</param>
/// <param name="Fingerprint">Of the training set.</param>
/// <param name="Steps">Steps taken, those before a resumption included.</param>
/// <param name="SkippedSteps">Steps not applied because loss or gradient was not finite.</param>
/// <param name="FinalLoss">Smoothed loss at the end.</param>
/// <param name="Elapsed">Time spent in this process.</param>
/// <param name="Reason">Why it ended.</param>
/// <param name="Losses">Smoothed loss every ten steps of this process.</param>
/// <param name="ValidationLosses">Loss of the averaged weights on held-out scans at the end of each window; empty when none are held out.</param>
/// <param name="HeldOut">Scans that a network was not trained on, and that the weights' refinement was learned from.</param>
public sealed record TrainingOutcome(
    TrainedWeights Weights,
    Fingerprint Fingerprint,
    int Steps,
    int SkippedSteps,
    double FinalLoss,
    TimeSpan Elapsed,
    StopReason Reason,
    ImmutableArray<double> Losses,
    ImmutableArray<double> ValidationLosses,
    ImmutableArray<string> HeldOut);
