namespace ActiveSeg.Nets.Calibration;

/// <summary>Area under the ROC curve: how likely a scan that failed has a higher signal than one that did not, ties counting half.</summary>
/// <param name="Area">Range: 0 to 1; 0.5 is chance.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end of the 95 % interval.</param>
/// <param name="Failures">Scans that failed.</param>
/// <param name="Successes">Scans that did not.</param>
public sealed record AurocEstimate(double Area, double Low, double High, int Failures, int Successes);
