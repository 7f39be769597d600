using System.Collections.Immutable;
using ActiveSeg.Lab.Report.Drawing;

namespace ActiveSeg.Lab.Report.Numbers;

/// <summary>A policy's mean over seeds, with 95 % bands by Student's t.</summary>
/// <param name="Policy">Name of the strategy.</param>
/// <param name="Seeds">Seeds averaged over, the same at every point.</param>
/// <param name="Points">By rising budget.</param>
internal sealed record MeanCurve(string Policy, int Seeds, ImmutableArray<ChartPoint> Points)
{
    private const int Grid = 25;

    /// <summary>Against labelled scans, at the rounds that every begun seed of the policy has reached.</summary>
    public static ImmutableArray<MeanCurve> ByLabels(IEnumerable<SeedCurve> curves) =>
    [
        .. curves.GroupBy(curve => curve.Policy).Select(group =>
        {
            var seeds = group.ToList();
            var rounds = seeds[0].Points.Select(point => point.Round)
                .Where(round => seeds.All(seed => seed.Points.Any(point => point.Round == round)));
            return new MeanCurve(group.Key, seeds.Count, [.. rounds.Select(round => Point(
                seeds.Select(seed => seed.Points.First(point => point.Round == round)).ToList()))]);
        }),
    ];

    /// <summary>Against expert minutes, straight between rounds, over the span that all begun seeds of the policy cover.</summary>
    public static ImmutableArray<MeanCurve> ByMinutes(IEnumerable<SeedCurve> curves) =>
    [
        .. curves.GroupBy(curve => curve.Policy).Select(group =>
        {
            var seeds = group.ToList();
            var from = seeds.Max(seed => seed.Points[0].Minutes);
            var to = seeds.Min(seed => seed.Points[^1].Minutes);
            IEnumerable<double> places = to > from ? Enumerable.Range(0, Grid).Select(i => from + ((to - from) * i / (Grid - 1))) : [];
            return new MeanCurve(group.Key, seeds.Count, [.. places.Select(minutes => Point(minutes, [.. seeds.Select(seed => At(seed, minutes))]))]);
        }),
    ];

    private static ChartPoint Point(List<SeedPoint> points) =>
        Point(points.Average(point => point.Labelled), [.. points.Select(point => point.Value)]);

    private static ChartPoint Point(double x, IReadOnlyCollection<double> values)
    {
        var interval = MeanInterval.Of(values)!;
        return new ChartPoint(x, interval.Mean, interval.Low, interval.High);
    }

    private static double At(SeedCurve curve, double minutes)
    {
        var found = curve.Points.ToList().FindIndex(point => point.Minutes >= minutes);
        var next = Math.Max(1, found < 0 ? curve.Points.Length - 1 : found);
        var (before, after) = (curve.Points[next - 1], curve.Points[next]);
        var span = after.Minutes - before.Minutes;
        return span > 0 ? before.Value + ((after.Value - before.Value) * Math.Clamp((minutes - before.Minutes) / span, 0, 1)) : after.Value;
    }
}
