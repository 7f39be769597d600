namespace ActiveSeg.Planning.Forecasts;

/// <summary>The metric that one new training with so many labels will show.</summary>
/// <param name="Labelled">Labels asked about.</param>
/// <param name="Median">Posterior median.</param>
/// <param name="Low">Lower end of the 95 % interval, retraining noise included, and a new start set where several were measured.</param>
/// <param name="High">Upper end.</param>
/// <param name="IntervalFactor">Width of the interval over the model's own, as simulated curves taught: below 1 it was narrowed, above 1 widened.</param>
public readonly record struct ValueForecast(double Labelled, double Median, double Low, double High, double IntervalFactor);
