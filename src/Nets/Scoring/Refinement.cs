using System.Collections.Immutable;
using ActiveSeg.Nets.Calibration;

namespace ActiveSeg.Nets.Scoring;

/// <summary>What was learned on held-out scans about a network's output. Travels with the weights.</summary>
/// <param name="HeldOutScans">Scans that it was learned from; 0: nothing was learned, and nothing changes.</param>
/// <param name="Temperature">Divisor of the logits. Range: 0.25 to 4; 1 changes nothing.</param>
/// <param name="SmallestParts">For each structure in class order, the share of its largest connected part below which a part is removed.
/// Range: 0 (none is removed) to 1 (only the largest stays).</param>
/// <param name="PredictedDice">For each structure, points of the monotone curve from expected to actual Dice; none where too few scans.</param>
public sealed record Refinement(
    int HeldOutScans,
    double Temperature,
    ImmutableArray<double> SmallestParts,
    ImmutableArray<ImmutableArray<CurvePoint>> PredictedDice)
{
    /// <summary>Nothing learned.</summary>
    public static Refinement None { get; } = new(0, 1, [], []);

    /// <summary>Share of the largest part below which parts of a structure are removed.</summary>
    internal double SmallestPartOf(int structure) => structure < SmallestParts.Length ? SmallestParts[structure] : 0;

    /// <summary>Dice to be expected of a structure whose probabilities promise so much. Range: 0 to 1.</summary>
    internal double PredictDice(int structure, double expected) =>
        structure < PredictedDice.Length && PredictedDice[structure].Length > 0 ? new IsotonicCurve(PredictedDice[structure]).Map(expected) : expected;

    /// <summary>Checks one that was read from outside.</summary>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    internal void Validate(int structures)
    {
        if (HeldOutScans < 0 || !(Temperature is >= TemperatureScaling.Smallest and <= TemperatureScaling.Largest)
            || SmallestParts.IsDefault || PredictedDice.IsDefault || SmallestParts.Length > structures || PredictedDice.Length > structures
            || SmallestParts.Any(s => !(s is >= 0 and <= 1)) || PredictedDice.Any(c => c.IsDefault))
        {
            throw new ArgumentException("a number of the refinement is out of range");
        }

        foreach (var curve in PredictedDice.Where(c => c.Length > 0))
        {
            _ = new IsotonicCurve(curve);
        }
    }
}
