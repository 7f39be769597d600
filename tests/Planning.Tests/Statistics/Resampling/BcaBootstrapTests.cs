using ActiveSeg.Planning.Statistics.Numerics;
using ActiveSeg.Planning.Statistics.Paired;
using ActiveSeg.Planning.Statistics.Resampling;

namespace ActiveSeg.Planning.Tests.Statistics.Resampling;

public sealed class BcaBootstrapTests
{
    [Fact]
    public void OfMean_NormalSample_IsNearStudents()
    {
        var values = Simulated.Normal(new RandomStream(20), 60, 3, 2);

        var bca = BcaBootstrap.OfMean(values, 1);
        var student = PairedT.IntervalOfMean(values);

        Assert.Equal(student.Estimate, bca.Estimate, 12);
        Assert.InRange((bca.Upper - bca.Lower) / (student.Upper - student.Lower), 0.92, 1.03);
        Assert.Equal(bca, BcaBootstrap.OfMean(values, 1));
        Assert.NotEqual(bca, BcaBootstrap.OfMean(values, 2));
    }

    [Fact]
    public void OfMean_SkewedSample_LeansToTheLongTail()
    {
        var bca = BcaBootstrap.OfMean(Simulated.Exponential(new RandomStream(21), 40), 1);

        Assert.True(bca.Upper - bca.Estimate > 1.1 * (bca.Estimate - bca.Lower), bca.ToString());
    }

    [Fact]
    public void OfMean_AllAlike_IsAPoint() => Assert.Equal(new Interval(2, 2, 2, 0.95), BcaBootstrap.OfMean([2, 2, 2], 1));

    [Fact]
    public void OfMean_HundredNormalRows_CoversAtItsLevel()
    {
        var random = new RandomStream(22);
        const int Runs = 800;

        var share = Simulated.Share(Runs, i => BcaBootstrap.OfMean(Simulated.Normal(random, 100), (ulong)i, resamples: 600).Holds(0));

        Simulated.AssertShare(0.945, share, Runs);
    }

    [Fact]
    public void OfMean_FewSkewedRows_CoversLessAsDocumented()
    {
        var random = new RandomStream(23);
        const int Runs = 800;

        var thirty = Simulated.Share(Runs, i => BcaBootstrap.OfMean(Simulated.Exponential(random, 30), (ulong)i, resamples: 600).Holds(1));
        var five = Simulated.Share(Runs, i => BcaBootstrap.OfMean(Simulated.Normal(random, 5), (ulong)i, resamples: 600).Holds(0));

        Assert.InRange(thirty, 0.89, 0.96);
        Assert.InRange(five, 0.78, 0.90);
    }

    [Fact]
    public void Of_Correlation_CoversTheTruth()
    {
        var random = new RandomStream(24);
        const int Runs = 300;

        // Correlation .6 of 40 pairs.
        var share = Simulated.Share(Runs, i =>
        {
            var (x, noise) = (Simulated.Normal(random, 40), Simulated.Normal(random, 40));
            var y = x.Zip(noise, (a, b) => (0.6 * a) + (0.8 * b)).ToArray();
            return BcaBootstrap.Of(40, rows => Correlation(x, y, rows), (ulong)i, resamples: 500).Holds(0.6);
        });

        Assert.InRange(share, 0.90, 0.98);
    }

    [Fact]
    public void Of_OneRow_IsNotEstimable() => Assert.Throws<NotEstimableException>(() => BcaBootstrap.OfMean([1], 1));

    [Fact]
    public void Of_StatisticNotFinite_IsNotEstimable() =>
        Assert.Throws<NotEstimableException>(() => BcaBootstrap.Of(5, rows => 1.0 / (rows[0] - rows[^1]), 1));

    private static double Correlation(double[] x, double[] y, ReadOnlySpan<int> rows)
    {
        var (sx, sy, sxx, syy, sxy) = (0.0, 0.0, 0.0, 0.0, 0.0);
        foreach (var i in rows)
        {
            (sx, sy, sxx, syy, sxy) = (sx + x[i], sy + y[i], sxx + (x[i] * x[i]), syy + (y[i] * y[i]), sxy + (x[i] * y[i]));
        }

        var n = rows.Length;
        return (sxy - (sx * sy / n)) / Math.Sqrt((sxx - (sx * sx / n)) * (syy - (sy * sy / n)));
    }
}
