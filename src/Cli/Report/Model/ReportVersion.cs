using System.Collections.Immutable;

namespace ActiveSeg.Cli.Report.Model;

/// <summary>One model version and its accuracy on the locked set.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Round">The round that it was trained in.</param>
/// <param name="Labelled">Scans that it was trained on.</param>
/// <param name="MeanDice">Over structures and locked scans.</param>
/// <param name="IsPromoted">Whether it was promoted when it was made.</param>
/// <param name="TrainingSeconds">Wall time of training alone.</param>
/// <param name="Steps">Optimiser steps done.</param>
/// <param name="StopReason">Why training stopped.</param>
/// <param name="Scores">Means over locked scans, by structure.</param>
/// <param name="Scans">Every locked scan.</param>
/// <param name="Calibration">Absent where the trainer did not measure it.</param>
internal sealed record ReportVersion(
    int Number,
    int Round,
    int Labelled,
    double MeanDice,
    bool IsPromoted,
    double TrainingSeconds,
    int Steps,
    string StopReason,
    ImmutableArray<Accuracy> Scores,
    ImmutableArray<ScanAccuracy> Scans,
    ReportCalibration? Calibration);
