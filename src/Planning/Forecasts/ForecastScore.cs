namespace ActiveSeg.Planning.Forecasts;

/// <summary>How one way to forecast did.</summary>
/// <param name="Mae">Mean absolute error, in the metric's units.</param>
/// <param name="Bias">Mean of forecast minus measured; below 0 when forecasts are too low.</param>
/// <param name="Coverage">Part of measured values inside the 95 % interval; not a number when there is none.</param>
/// <param name="MeanWidth">Mean width of that interval; not a number when there is none.</param>
/// <param name="MedianLabelsFactor">Median of max(forecast / true, true / forecast) labels to 98 % of the value asked about; infinite when
/// mostly not reached.</param>
public sealed record ForecastScore(double Mae, double Bias, double Coverage, double MeanWidth, double MedianLabelsFactor);
