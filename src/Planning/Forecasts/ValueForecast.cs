namespace ActiveSeg.Planning.Forecasts;

/// <summary>The metric that one new training with so many labels will show.</summary>
/// <param name="Labelled">Labels asked about.</param>
/// <param name="Median">Posterior median.</param>
/// <param name="Low">Lower end of the 95 % interval, retraining noise included.</param>
/// <param name="High">Upper end.</param>
/// <param name="Widening">Factor by which the interval was widened; 1 when it was not.</param>
public readonly record struct ValueForecast(double Labelled, double Median, double Low, double High, double Widening);
