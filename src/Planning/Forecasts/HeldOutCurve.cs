using System.Collections.Immutable;
using ActiveSeg.Planning.Curves;

namespace ActiveSeg.Planning.Forecasts;

/// <summary>A curve measured beyond the cut, on which a forecast can be checked.</summary>
/// <param name="Name">What the curve is of.</param>
/// <param name="Points">All measured points.</param>
/// <param name="Truth">The noiseless curve, when it is simulated.</param>
public sealed record HeldOutCurve(string Name, ImmutableArray<CurveObservation> Points, LearningCurve? Truth = null);
