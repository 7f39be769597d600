using System.Collections.Immutable;
using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Plans;
using ActiveSeg.Nets.Training;

namespace ActiveSeg.Nets.SelfSupervision;

/// <summary>What a pre-training gave.</summary>
/// <param name="Weights">Averaged weights, all finite.</param>
/// <param name="Fingerprint">Of the scans; without classes.</param>
/// <param name="Steps">Steps taken, those before a resumption included.</param>
/// <param name="SkippedSteps">Steps not applied because loss or gradient was not finite.</param>
/// <param name="FinalLoss">Smoothed loss at the end.</param>
/// <param name="Elapsed">Time spent in this process.</param>
/// <param name="Reason">Why it ended.</param>
/// <param name="Losses">Smoothed loss every ten steps of this process.</param>
public sealed record PretrainingOutcome(
    PretrainedWeights Weights,
    Fingerprint Fingerprint,
    int Steps,
    int SkippedSteps,
    double FinalLoss,
    TimeSpan Elapsed,
    StopReason Reason,
    ImmutableArray<double> Losses);
