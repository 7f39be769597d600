using ActiveSeg.Nets.Calibration;
using ActiveSeg.Nets.Scoring;
using ActiveSeg.Protocol.V1;
using ReliabilityBin = ActiveSeg.Protocol.V1.ReliabilityBin;
using ScanScore = ActiveSeg.Protocol.V1.ScanScore;

namespace ActiveSeg.Trainer.Scans;

/// <summary>Calibration as the wire has it.</summary>
internal static class CalibrationMap
{
    /// <summary>What the locked set's voxels say.</summary>
    public static Calibration ToWire(CalibrationTally tally, Refinement refinement)
    {
        var calibration = new Calibration
        {
            ExpectedError = tally.ExpectedCalibrationError,
            Brier = tally.Brier,
            NegativeLogLikelihood = tally.Nll,
            Temperature = refinement.Temperature,
            HeldOutScans = refinement.HeldOutScans,
        };
        calibration.Bins.Add(tally.Bins.Select(bin => new ReliabilityBin
        {
            Count = bin.Count,
            Confidence = bin.MeanConfidence,
            Accuracy = bin.Accuracy,
        }));
        return calibration;
    }

    /// <summary>Adds how well the predicted Dice tells the locked scans that failed.</summary>
    public static void Judge(Calibration calibration, IReadOnlyCollection<ScanScore> scans)
    {
        double[] dice = [.. scans.Select(scan => scan.Scores.Average(score => score.Dice))];
        calibration.FailedBelow = FailurePrediction.FailedBelow;
        calibration.Failures = dice.Count(d => d < FailurePrediction.FailedBelow);
        calibration.PredictedDiceError = scans.Zip(dice).Average(pair => Math.Abs(pair.First.PredictedDice - pair.Second));
        if (FailurePrediction.Of([.. scans.Select(scan => -scan.PredictedDice)], dice).Auroc is { } auroc)
        {
            calibration.FailureAuroc = auroc.Area;
            calibration.FailureAurocLow = auroc.Low;
            calibration.FailureAurocHigh = auroc.High;
        }
    }
}
