using System.Collections.Immutable;
using ActiveSeg.Protocol.V1;

namespace ActiveSeg.Cli.Report.Model;

/// <summary>How far a model's confidence can be believed on the locked set.</summary>
/// <param name="ExpectedError">Expected calibration error over voxels in or near structures. Range: 0 to 1.</param>
/// <param name="Brier">Mean squared error of the probabilities. Range: 0 to 2.</param>
/// <param name="NegativeLogLikelihood">Units: nats.</param>
/// <param name="Temperature">Divisor of the logits; 1 for none.</param>
/// <param name="HeldOutScans">Scans that the temperature was learned from.</param>
/// <param name="PredictedDiceError">Mean absolute difference of predicted and actual mean Dice.</param>
/// <param name="FailedBelow">Mean Dice below which a scan counts as failed.</param>
/// <param name="Failures">Locked scans that failed.</param>
/// <param name="FailureAuroc">Area under the ROC curve of telling them by the predicted Dice, with its 95 % interval; absent unless some failed and some did not.</param>
/// <param name="Bins">Voxels of similar confidence, low to high.</param>
internal sealed record ReportCalibration(
    double ExpectedError,
    double Brier,
    double NegativeLogLikelihood,
    double Temperature,
    int HeldOutScans,
    double PredictedDiceError,
    double FailedBelow,
    int Failures,
    (double Area, double Low, double High)? FailureAuroc,
    ImmutableArray<(long Voxels, double Confidence, double Accuracy)> Bins)
{
    /// <summary>The temperature and where it comes from.</summary>
    public string TemperatureText => HeldOutScans == 0 ? "none learned" : $"{Temperature:0.00} from {HeldOutScans} held-out scans";

    /// <summary>How well failures are told.</summary>
    public string FailureText => FailureAuroc is { } auroc
        ? $"{auroc.Area:0.00} ({auroc.Low:0.00} to {auroc.High:0.00}), {Failures} failed"
        : Failures == 0 ? "no scan failed" : "every scan failed";

    /// <summary>What a trainer reported; nothing where it did not measure.</summary>
    public static ReportCalibration? Of(Calibration? wire) => wire is null ? null : new ReportCalibration(
        wire.ExpectedError,
        wire.Brier,
        wire.NegativeLogLikelihood,
        wire.Temperature,
        wire.HeldOutScans,
        wire.PredictedDiceError,
        wire.FailedBelow,
        wire.Failures,
        wire.HasFailureAuroc ? (wire.FailureAuroc, wire.FailureAurocLow, wire.FailureAurocHigh) : null,
        [.. wire.Bins.Where(bin => bin.Count > 0).Select(bin => (bin.Count, bin.Confidence, bin.Accuracy))]);

    /// <summary>The same in lines.</summary>
    public IEnumerable<ReportFact> ToFacts() =>
    [
        new("expected calibration error", $"{ExpectedError:0.0000}"),
        new("Brier score", $"{Brier:0.0000}"),
        new("negative log likelihood", $"{NegativeLogLikelihood:0.0000} nats"),
        new("temperature", TemperatureText),
        new("predicted Dice is off by", $"{PredictedDiceError:0.000}"),
        new($"AUROC of telling scans with a Dice below {FailedBelow:0.0#} by the predicted Dice", FailureText),
    ];
}
