using ActiveSeg.Planning.Curves;

namespace ActiveSeg.Planning.Forecasts;

/// <summary>One draw of the posterior.</summary>
/// <param name="Curve">Noiseless curve of the average start set.</param>
/// <param name="Noise">Standard deviation of one retraining around it.</param>
/// <param name="Ceiling">Draw of the inter-rater agreement; 1 when none was given.</param>
public readonly record struct CurveDraw(LearningCurve Curve, double Noise, double Ceiling);
