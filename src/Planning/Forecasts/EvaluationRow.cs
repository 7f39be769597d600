namespace ActiveSeg.Planning.Forecasts;

/// <summary>How forecasts did on one set of held-out curves.</summary>
/// <param name="Name">What the curves are.</param>
/// <param name="Cut">Most labels that the forecast saw.</param>
/// <param name="From">Fewest labels asked about.</param>
/// <param name="To">Most labels asked about.</param>
/// <param name="Number">Measured values forecast; those of one curve are not independent.</param>
/// <param name="NotEstimable">Curves left out for having fewer than five points up to the cut, or none that was asked about.</param>
/// <param name="Average">The model average.</param>
/// <param name="PowerLaw">A power law with offset, fitted by least squares, with the usual interval.</param>
/// <param name="LastValue">The last value kept, the baseline; it has no interval and never reaches more.</param>
public sealed record EvaluationRow(
    string Name, double Cut, double From, double To, int Number, int NotEstimable,
    ForecastScore Average, ForecastScore PowerLaw, ForecastScore LastValue);
