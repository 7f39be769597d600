using ActiveSeg.Planning.Forecasts;

namespace ActiveSeg.Planning.Budgets;

/// <summary>One way of spending the budget.</summary>
/// <param name="ReadsPerScan">Reads of every new scan.</param>
/// <param name="Scans">New scans.</param>
/// <param name="Minutes">Expert minutes that this takes.</param>
/// <param name="EffectiveLabels">What the new scans are worth, in labels of the measured curve's quality.</param>
/// <param name="Forecast">Value with these added to the labels measured so far.</param>
public readonly record struct ReadOption(
    int ReadsPerScan, int Scans, double Minutes, double EffectiveLabels, ValueForecast Forecast);
