using System.Collections.Immutable;

namespace ActiveSeg.Planning.Curves;

/// <summary>Checks measured points at the door and puts them in one order.</summary>
internal static class CurvePoints
{
    internal const int Fewest = 5;

    internal static ImmutableArray<CurveObservation> Checked(IEnumerable<CurveObservation> observations)
    {
        ArgumentNullException.ThrowIfNull(observations);
        var points = observations.OrderBy(o => o.Labelled).ThenBy(o => o.StartSet).ThenBy(o => o.Value)
            .ThenBy(o => o.RetrainSd ?? -1).ThenBy(o => o.Repeats).ToImmutableArray();
        foreach (var point in points)
        {
            if (!double.IsFinite(point.Labelled) || point.Labelled < 1)
            {
                throw new ArgumentException($"A labelled count of {point.Labelled} is not at least 1.", nameof(observations));
            }

            if (!double.IsFinite(point.Value) || point.Value is < 0 or > 1)
            {
                throw new ArgumentException($"A value of {point.Value} is not between 0 and 1.", nameof(observations));
            }

            if (point.RetrainSd is { } sd && (!double.IsFinite(sd) || sd < 0))
            {
                throw new ArgumentException($"A retraining sd of {sd} is negative or not finite.", nameof(observations));
            }

            if (point.Repeats < 1)
            {
                throw new ArgumentException($"{point.Repeats} repeats are fewer than 1.", nameof(observations));
            }
        }

        return points;
    }

    internal static void Enough(ImmutableArray<CurveObservation> points)
    {
        var distinct = points.Select(point => point.Labelled).Distinct().Count();
        if (distinct < Fewest)
        {
            throw new NotEstimableException(
                $"A learning curve needs {Fewest} different labelled counts; there are {distinct}. Close {Fewest - distinct} more rounds.");
        }
    }
}
