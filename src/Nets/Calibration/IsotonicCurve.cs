using System.Collections.Immutable;

namespace ActiveSeg.Nets.Calibration;

/// <summary>A curve that only rises or only falls: straight between its points, level beyond them. It is stored as its points.</summary>
public sealed class IsotonicCurve
{
    /// <summary>The curve through points.</summary>
    /// <exception cref="ArgumentException">There is no point, one is not finite, X does not rise, or Y both rises and falls.</exception>
    public IsotonicCurve(ImmutableArray<CurvePoint> points)
    {
        if (points.IsDefaultOrEmpty || points.Any(p => !double.IsFinite(p.X) || !double.IsFinite(p.Y)))
        {
            throw new ArgumentException("no points, or one that is not finite", nameof(points));
        }

        var steps = points.Zip(points.Skip(1)).ToArray();
        if (steps.Any(s => s.Second.X <= s.First.X)
            || (steps.Any(s => s.Second.Y > s.First.Y) && steps.Any(s => s.Second.Y < s.First.Y)))
        {
            throw new ArgumentException("points are out of order", nameof(points));
        }

        Points = points;
    }

    /// <summary>By rising X.</summary>
    public ImmutableArray<CurvePoint> Points { get; }

    /// <summary>The monotone curve with the least squared error, by pooling adjacent violators.</summary>
    /// <param name="x">For example predicted Dice of held-out scans. Shape: <c>[n]</c>.</param>
    /// <param name="y">For example their true Dice. Shape: <c>[n]</c>.</param>
    /// <param name="rising">Whether Y rises with X. Default: true.</param>
    /// <remarks>
    /// <para>Equal X are averaged first. Each pool gives the points at both its ends.</para>
    /// <para>Cost: O(n log n).</para>
    /// <para>Source: Barlow, Bartholomew, Bremner and Brunk, Statistical Inference under Order Restrictions, 1972.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">There is nothing, the lengths differ, or a value is not finite.</exception>
    public static IsotonicCurve Fit(ReadOnlySpan<double> x, ReadOnlySpan<double> y, bool rising = true)
    {
        Ranks.RequireFinitePairs(x, y);
        var (sign, pools) = (rising ? 1 : -1, new Stack<(double From, double To, double Mean, int Count)>());
        foreach (var tied in x.ToArray().Zip(y.ToArray()).GroupBy(p => p.First, p => p.Second).OrderBy(g => g.Key))
        {
            var pool = (From: tied.Key, To: tied.Key, Mean: sign * tied.Average(), Count: tied.Count());
            while (pools.TryPeek(out var before) && before.Mean >= pool.Mean)
            {
                pools.Pop();
                var count = before.Count + pool.Count;
                pool = (before.From, pool.To, ((before.Mean * before.Count) + (pool.Mean * pool.Count)) / count, count);
            }

            pools.Push(pool);
        }

        return new IsotonicCurve([.. pools.Reverse().SelectMany(p => p.From < p.To
            ? new[] { new CurvePoint(p.From, sign * p.Mean), new CurvePoint(p.To, sign * p.Mean) }
            : [new CurvePoint(p.From, sign * p.Mean)])]);
    }

    /// <summary>The curve's Y.</summary>
    /// <exception cref="ArgumentException"><paramref name="x"/> is not finite.</exception>
    public double Map(double x)
    {
        if (!double.IsFinite(x))
        {
            throw new ArgumentException($"{x} is not finite", nameof(x));
        }

        var (low, high) = (0, Points.Length - 1);
        if (x <= Points[low].X || x >= Points[high].X)
        {
            return x <= Points[low].X ? Points[low].Y : Points[high].Y;
        }

        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = Points[middle].X <= x ? (middle, high) : (low, middle);
        }

        var (a, b) = (Points[low], Points[high]);
        return a.Y + ((b.Y - a.Y) * ((x - a.X) / (b.X - a.X)));
    }
}
