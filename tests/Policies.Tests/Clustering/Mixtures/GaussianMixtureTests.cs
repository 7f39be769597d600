using ActiveSeg.Policies.Clustering.Mixtures;
using ActiveSeg.Policies.Tests.Selection;

namespace ActiveSeg.Policies.Tests.Clustering.Mixtures;

public sealed class GaussianMixtureTests
{
    public static readonly TheoryData<CovarianceShape> Shapes = [CovarianceShape.Diagonal, CovarianceShape.Spherical];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Fit_TwentyTinyPools_LogLikelihoodIsTheNaiveOneAndNeverFalls(CovarianceShape shape)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var (count, width, components) = (random.Next(1, 80), random.Next(1, 12), random.Next(1, 7));
            var rows = Pools.Rows(random, count, width, blobs: seed % 2 == 0);

            var fit = GaussianMixture.Fit(
                rows, width, Pools.Keys(random, count), components, (ulong)seed, new MixtureOptions(shape, VarianceFloor: 0.01));

            var free = (fit.Components * (width + (shape == CovarianceShape.Spherical ? 1 : width) + 1)) - 1;
            Assert.Equal(NaiveMixture.LogLikelihood(rows, fit), fit.LogLikelihood, 1e-6 * count * width);
            Assert.Equal((free * Math.Log(count)) - (2 * fit.LogLikelihood), fit.Bic, 1e-9 * Math.Abs(fit.Bic));
            Assert.Equal(1, fit.Weights.Sum(), 1e-9);
            Assert.All(fit.Variances, variance => Assert.True(variance >= fit.Floor));
            AssertRises(fit);
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Fit_Converged_IsAFixedPointOfTheUpdates(CovarianceShape shape)
    {
        var rows = Gaussians.Apart(3, 200, 2, 2, 3);

        var fit = GaussianMixture.Fit(
            rows, 2, Pools.Keys(new Random(1), 200), 2, 1, new MixtureOptions(shape, MaxIterations: 5000, Tolerance: 1e-13));

        Assert.True(fit.Converged);
        for (var c = 0; c < 2; c++)
        {
            var shares = Enumerable.Range(0, 200).Select(i => NaiveMixture.Densities(rows, i, fit))
                .Select(densities => densities[c] / densities.Sum()).ToArray();
            var spreads = new double[2];
            for (var j = 0; j < 2; j++)
            {
                var mean = Enumerable.Range(0, 200).Sum(i => shares[i] * rows[(i * 2) + j]) / shares.Sum();
                spreads[j] = Enumerable.Range(0, 200).Sum(i => shares[i] * Math.Pow(rows[(i * 2) + j] - mean, 2)) / shares.Sum();
                Assert.Equal(mean, fit.Means[(c * 2) + j], 1e-3);
            }

            Assert.Equal(shares.Average(), fit.Weights[c], 1e-4);
            Assert.Equal(shape == CovarianceShape.Spherical ? spreads.Average() : spreads[0], fit.Variances[c * 2], 1e-3);
            Assert.Equal(shape == CovarianceShape.Spherical ? spreads.Average() : spreads[1], fit.Variances[(c * 2) + 1], 1e-3);
        }
    }

    [Fact]
    public void Fit_KnownMixture_IsRecovered()
    {
        var random = new Random(2);
        var rows = new float[12_000];
        for (var i = 0; i < 4000; i++)
        {
            var first = i % 4 == 0;
            rows[i * 3] = (float)((first ? -3 : 2) + ((first ? 0.5 : 1.5) * Gaussians.Normal(random)));
            rows[(i * 3) + 1] = (float)((first ? 1 : 0) + ((first ? 2 : 0.3) * Gaussians.Normal(random)));
            rows[(i * 3) + 2] = (float)(5 + Gaussians.Normal(random));
        }

        var fit = GaussianMixture.Fit(rows, 3, Pools.Keys(random, 4000), 2, 1);

        var (a, b) = fit.Weights[0] < fit.Weights[1] ? (0, 1) : (1, 0);
        Assert.True(fit.Converged);
        AssertNear([0.25, 0.75], [fit.Weights[a], fit.Weights[b]], 0.01);
        AssertNear([-3, 1, 5], fit.Means.Skip(a * 3).Take(3), 0.2);
        AssertNear([2, 0, 5], fit.Means.Skip(b * 3).Take(3), 0.1);
        AssertNear([0.25, 4, 1], fit.Variances.Skip(a * 3).Take(3), 0.3);
        AssertNear([2.25, 0.09, 1], fit.Variances.Skip(b * 3).Take(3), 0.15);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Fit_RowsInAnotherOrder_SameMixture(CovarianceShape shape)
    {
        var turned = Turned.Of(Pools.Rows(new Random(8), 5000, 3, blobs: false), 3, 3);
        var options = new MixtureOptions(shape, MaxIterations: 8);

        var one = GaussianMixture.Fit(turned.Rows, 3, turned.Keys, 5, 3, options);
        var two = GaussianMixture.Fit(turned.TurnedRows, 3, turned.TurnedKeys, 5, 3, options);

        Assert.Equal(turned.Order.Select(i => one.Assignments[i]), two.Assignments);
        Assert.Equal(one.Means.AsEnumerable(), two.Means);
        Assert.Equal(one.LogLikelihoods.AsEnumerable(), two.LogLikelihoods);
        Assert.False(one.Converged);
        Assert.Equal(8, one.Iterations);
    }

    [Fact]
    public void Fit_FarFromTheOrigin_LosesNoSpread()
    {
        var rows = Gaussians.Apart(5, 400, 2, 2, 20).Select(value => value + 4096).ToArray();

        var fit = GaussianMixture.Fit(rows, 2, Pools.Keys(new Random(5), 400), 2, 5);

        Assert.All(fit.Variances, variance => Assert.InRange(variance, 0.75, 1.3));
    }

    [Fact]
    public void Shares_OfRows_AreTheNaiveOnesAndAgreeWithTheAssignments()
    {
        var rows = Pools.Rows(new Random(9), 60, 2, blobs: false);
        var options = new MixtureOptions(Tolerance: 1e-13, MaxIterations: 3000);
        var fit = GaussianMixture.Fit(rows, 2, Pools.Keys(new Random(9), 60), 3, 1, options);

        var shares = GaussianMixture.Shares(fit, rows);

        for (var i = 0; i < 60; i++)
        {
            var densities = NaiveMixture.Densities(rows, i, fit);
            AssertNear(densities.Select(density => density / densities.Sum()), shares.Skip(i * 3).Take(3), 1e-9);
            Assert.Equal(fit.Assignments[i], Array.IndexOf(densities, densities.Max()));
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Fit_FewDistinctRows_HasAComponentForEachAtTheFloor(CovarianceShape shape)
    {
        var rows = Enumerable.Range(0, 40).Select(i => (float)(i % 3)).ToArray();

        var fit = GaussianMixture.Fit(rows, 1, Pools.Keys(new Random(1), 40), 7, 1, new MixtureOptions(shape));

        Assert.Equal(3, fit.Components);
        AssertNear([0, 1, 2], fit.Means.Order(), 1e-9);
        Assert.All(fit.Variances, variance => Assert.Equal(fit.Floor, variance));
        Assert.True(double.IsFinite(fit.Bic));
    }

    [Fact]
    public void Fit_EqualRows_IsOneFiniteComponent()
    {
        var rows = Enumerable.Repeat(new[] { 1e15f, -3, 0 }, 10).SelectMany(row => row).ToArray();

        var fit = GaussianMixture.Fit(rows, 3, Pools.Keys(new Random(1), 10), 4, 1);

        Assert.Equal(1, fit.Components);
        Assert.Equal([(double)1e15f, -3, 0], fit.Means);
        Assert.True(double.IsFinite(fit.LogLikelihood));
        Assert.True(double.IsFinite(GaussianMixture.Fit(new float[4], 2, [1, 2], 2, 1).Bic));
    }

    [Fact]
    public void Fit_BadInput_NamesIt()
    {
        var none = GaussianMixture.Fit(Array.Empty<float>(), 2, [], 3, 1);
        var one = GaussianMixture.Fit(new float[4], 2, [1, 2], 1, 1);

        Assert.Equal("components", Bad(() => GaussianMixture.Fit(new float[4], 2, [1, 2], 0, 1)));
        Assert.Equal("rows", Bad(() => GaussianMixture.Fit(new float[3], 2, [1, 2], 1, 1)));
        Assert.Equal("rows", Bad(() => GaussianMixture.Fit(new[] { 0, float.NaN }, 1, [1, 2], 1, 1)));
        Assert.Equal("keys", Bad(() => GaussianMixture.Fit(new float[4], 2, [3, 3], 1, 1)));
        Assert.Equal("width", Bad(() => GaussianMixture.Fit(new float[4], 0, [1, 2], 1, 1)));
        foreach (var options in new MixtureOptions[]
        {
            new((CovarianceShape)7), new(Starts: 0), new(MaxIterations: 0), new(Tolerance: double.NaN),
            new(VarianceFloor: 0), new(VarianceFloor: 2),
        })
        {
            Assert.Equal("options", Bad(() => GaussianMixture.Fit(new float[4], 2, [1, 2], 1, 1, options)));
        }

        Assert.Equal(0, none.Components);
        Assert.Equal(0, none.LogLikelihood);
        Assert.Equal("mixture", Bad(() => GaussianMixture.Shares(none, new float[2])));
        Assert.Equal("rows", Bad(() => GaussianMixture.Shares(one, new float[3])));
    }

    private static string? Bad(Action call) => Assert.ThrowsAny<ArgumentException>(call).ParamName;

    private static void AssertRises(MixtureResult fit) => Assert.All(
        Enumerable.Range(0, fit.Iterations),
        i => Assert.True(fit.LogLikelihoods[i + 1] >= fit.LogLikelihoods[i] - (1e-9 * Math.Abs(fit.LogLikelihoods[i]))));

    private static void AssertNear(IEnumerable<double> expected, IEnumerable<double> actual, double tolerance) =>
        Assert.Equal(expected, actual, (a, b) => Math.Abs(a - b) <= tolerance);
}
