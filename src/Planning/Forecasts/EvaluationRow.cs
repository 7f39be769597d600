namespace ActiveSeg.Planning.Forecasts;

/// <summary>How good forecasts from up to a cut were at a target count, over a set of curves.</summary>
/// <param name="Name">What the curves are.</param>
/// <param name="Cut">Most labels that the forecast saw.</param>
/// <param name="Target">Labels asked about.</param>
/// <param name="Curves">Curves forecast.</param>
/// <param name="NotEstimable">Curves left out for having fewer than five points up to the cut, or none at the target.</param>
/// <param name="Mae">Mean absolute error of the median, in the metric's units.</param>
/// <param name="LastValueMae">The same for the last value kept, the baseline.</param>
/// <param name="Coverage">Part of measured values inside the 95 % interval.</param>
/// <param name="MeanWidth">Mean width of that interval.</param>
/// <param name="MedianLabelsFactor">Median of max(forecast / true, true / forecast) labels to 98 % of the value at the target count; infinite when mostly not reached.</param>
/// <param name="LabelsWithinQuarter">Part of curves with that factor at most 1.25.</param>
public sealed record EvaluationRow(
    string Name, double Cut, double Target, int Curves, int NotEstimable, double Mae, double LastValueMae, double Coverage,
    double MeanWidth, double MedianLabelsFactor, double LabelsWithinQuarter);
