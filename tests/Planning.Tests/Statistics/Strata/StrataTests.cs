using System.Collections.Immutable;
using ActiveSeg.Planning.Statistics.Numerics;
using ActiveSeg.Planning.Statistics.Strata;

namespace ActiveSeg.Planning.Tests.Statistics.Strata;

public sealed class StrataTests
{
    [Fact]
    public void Of_ThreeSites_NamesTheWorst()
    {
        var disparity = StratumDisparity.Of(Values(("b", 0.9), ("c", 0.7), ("a", 0.8)));

        Assert.Equal(("c", "b", 0.7), (disparity.Worst, disparity.Best, disparity.WorstValue));
        Assert.Equal(0.2, disparity.Range, 12);
        Assert.Equal(0.1, disparity.WorstGap, 12);
    }

    [Fact]
    public void Of_OneStratum_IsNotEstimable() => Assert.Throws<NotEstimableException>(() => StratumDisparity.Of(Values(("a", 1))));

    [Fact]
    public void Divergence_SameMix_IsZero() =>
        Assert.Equal(0, Composition.Divergence(Scans(("a", 2), ("b", 6)), Scans(("a", 10), ("b", 30))), 12);

    [Fact]
    public void Divergence_OneOfTwoHalves_IsLogTwo() =>
        Assert.Equal(Math.Log(2), Composition.Divergence(Scans(("a", 5)), Scans(("a", 10), ("b", 10))), 12);

    [Fact]
    public void Divergence_StratumOutsideThePool_IsInfiniteUnlessSmoothed()
    {
        Assert.Equal(double.PositiveInfinity, Composition.Divergence(Scans(("x", 1)), Scans(("a", 10))));
        Assert.True(double.IsFinite(Composition.Divergence(Scans(("x", 1)), Scans(("a", 10)), smoothing: 1)));
    }

    [Fact]
    public void Divergence_NothingLabelled_IsNotEstimable() =>
        Assert.Throws<NotEstimableException>(() => Composition.Divergence(Scans(("a", 0)), Scans(("a", 10))));

    [Fact]
    public void Divergence_RandomSampling_IsWhatChanceSays()
    {
        var random = new RandomStream(70);
        const int Labels = 60;

        var mean = Enumerable.Range(0, 2000).Average(_ =>
        {
            var counts = new int[4];
            for (var i = 0; i < Labels; i++)
            {
                counts[random.Below(4)]++;
            }

            return Composition.Divergence(
                Scans([.. counts.Select((count, i) => ($"{i}", count))]), Scans(("0", 100), ("1", 100), ("2", 100), ("3", 100)));
        });

        Assert.InRange(mean, 0.9 * 3 / (2.0 * Labels), 1.15 * 3 / (2.0 * Labels));
    }

    private static ImmutableSortedDictionary<string, double> Values(params (string Name, double Value)[] values) =>
        values.ToImmutableSortedDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);

    private static ImmutableSortedDictionary<string, int> Scans(params (string Name, int Scans)[] values) =>
        values.ToImmutableSortedDictionary(v => v.Name, v => v.Scans, StringComparer.Ordinal);
}
