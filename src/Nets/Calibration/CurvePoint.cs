namespace ActiveSeg.Nets.Calibration;

/// <summary>A corner of a curve.</summary>
/// <param name="X">What is mapped.</param>
/// <param name="Y">What it is mapped to.</param>
public readonly record struct CurvePoint(double X, double Y);
