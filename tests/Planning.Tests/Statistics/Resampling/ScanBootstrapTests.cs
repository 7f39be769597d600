using System.Collections.Immutable;
using ActiveSeg.Planning.Statistics.Numerics;
using ActiveSeg.Planning.Statistics.Resampling;

namespace ActiveSeg.Planning.Tests.Statistics.Resampling;

public sealed class ScanBootstrapTests
{
    private const int Seeds = 15;
    private const int Scans = 12;

    [Fact]
    public void Nested_SeedsAndScansScatter_Covers()
    {
        var random = new RandomStream(30);
        const int Runs = 400;

        var share = Simulated.Share(Runs, i => ScanBootstrap.Nested(Table(random, seedSd: 1, scanSd: 0, noiseSd: 1), (ulong)i, resamples: 400).Holds(0));

        Assert.InRange(share, 0.89, 0.99);
    }

    [Fact]
    public void Crossed_SharedScansScatter_CoversWhereNestedDoesNot()
    {
        var random = new RandomStream(31);
        const int Runs = 400;
        var tables = Enumerable.Range(0, Runs).Select(_ => Table(random, seedSd: 0.3, scanSd: 1, noiseSd: 0.3)).ToArray();

        var crossed = Simulated.Share(Runs, i => ScanBootstrap.Crossed(tables[i], (ulong)i, resamples: 400).Holds(0));
        var nested = Simulated.Share(Runs, i => ScanBootstrap.Nested(tables[i], (ulong)i, resamples: 400).Holds(0));

        Assert.InRange(crossed, 0.88, 0.98);
        Assert.True(nested < 0.75, $"nested covers {nested}");
    }

    [Fact]
    public void Nested_UnequalScans_WeighsSeedsAlike() =>
        Assert.Equal(1, ScanBootstrap.Nested([[0, 0, 0, 0], [2]], 1, resamples: 50).Estimate);

    [Fact]
    public void Crossed_UnequalScans_IsRefused() => Assert.Throws<ArgumentException>(() => ScanBootstrap.Crossed([[0, 1], [2]], 1));

    [Fact]
    public void Nested_SeedWithoutScans_IsRefused() => Assert.Throws<ArgumentException>(() => ScanBootstrap.Nested([[0, 1], []], 1));

    [Fact]
    public void OfBounds_ManyResamplesCensored_LeavesTheEndOpen()
    {
        double[] labels = [40, 45, double.PositiveInfinity, 50, 42, 48];

        var (lower, upper) = PercentileBootstrap.OfBounds(
            6,
            rows =>
            {
                var largest = 0.0;
                foreach (var row in rows)
                {
                    largest = Math.Max(largest, labels[row]);
                }

                return (Math.Min(largest, 60), largest);
            },
            1,
            resamples: 1000);

        Assert.InRange(lower, 42, 50);
        Assert.Equal(double.PositiveInfinity, upper);
    }

    private static ImmutableArray<ImmutableArray<double>> Table(RandomStream random, double seedSd, double scanSd, double noiseSd)
    {
        var scans = Simulated.Normal(random, Scans, 0, scanSd);
        return [.. Simulated.Normal(random, Seeds, 0, seedSd).Select(s => scans.Select(scan => s + scan + (noiseSd * random.Normal())).ToImmutableArray())];
    }
}
