namespace ActiveSeg.Nets.Calibration;

/// <summary>A temperature, and what it does to the sample that it was fitted on.</summary>
/// <param name="Temperature">Above 1 the network was too sure. Range: 0.25 to 4.</param>
/// <param name="AtBound">Whether the likelihood would have gone on rising beyond the range.</param>
/// <param name="NllBefore">Mean negative log-likelihood at temperature 1. Units: nats.</param>
/// <param name="NllAfter">Mean negative log-likelihood at the temperature. Units: nats.</param>
/// <param name="Voxels">Voxels of the sample.</param>
public sealed record TemperatureFit(double Temperature, bool AtBound, double NllBefore, double NllAfter, int Voxels);
