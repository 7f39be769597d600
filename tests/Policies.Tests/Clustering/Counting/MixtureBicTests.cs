using ActiveSeg.Policies.Clustering.Counting;
using ActiveSeg.Policies.Clustering.Mixtures;
using ActiveSeg.Policies.Tests.Selection;

namespace ActiveSeg.Policies.Tests.Clustering.Counting;

public sealed class MixtureBicTests
{
    [Theory]
    [InlineData(1, CovarianceShape.Diagonal)]
    [InlineData(1, CovarianceShape.Spherical)]
    [InlineData(3, CovarianceShape.Diagonal)]
    [InlineData(3, CovarianceShape.Spherical)]
    public void Choose_GaussiansApart_FindsHowMany(int groups, CovarianceShape shape)
    {
        for (var seed = 0; seed < 5; seed++)
        {
            var rows = Gaussians.Apart(seed, 300, 6, groups, 12);

            var choice = MixtureBic.Choose(rows, 6, Pools.Keys(new Random(seed), 300), 6, (ulong)seed, new MixtureOptions(shape));

            Assert.Equal(groups, choice.Fit.Components);
            Assert.Equal(6, choice.Bics.Length);
            Assert.Equal(choice.Bics.Min(), choice.Fit.Bic);
            Assert.All(Enumerable.Range(0, 300), i => Assert.Equal(choice.Fit.Assignments[i % groups], choice.Fit.Assignments[i]));
        }
    }

    [Fact]
    public void Choose_RowsInAnotherOrder_SameAnswer()
    {
        var turned = Turned.Of(Gaussians.Apart(1, 200, 4, 2, 3), 4, 3);

        var one = MixtureBic.Choose(turned.Rows, 4, turned.Keys, 5, 3);
        var two = MixtureBic.Choose(turned.TurnedRows, 4, turned.TurnedKeys, 5, 3);

        Assert.Equal(one.Bics.AsEnumerable(), two.Bics);
        Assert.Equal(turned.Order.Select(i => one.Fit.Assignments[i]), two.Fit.Assignments);
    }

    [Fact]
    public void Choose_DegenerateRows_IsWellDefined()
    {
        Assert.Equal(1, MixtureBic.Choose(new float[20], 2, Pools.Keys(new Random(1), 10), 4, 1).Fit.Components);
        Assert.Equal(1, MixtureBic.Choose(new float[2], 2, [1], 4, 1).Fit.Components);
        Assert.Equal(0, MixtureBic.Choose(Array.Empty<float>(), 2, [], 4, 1).Fit.Components);
        Assert.Throws<ArgumentOutOfRangeException>(() => MixtureBic.Choose(new float[2], 2, [1], 0, 1));
        Assert.Throws<ArgumentException>(() => MixtureBic.Choose(new[] { float.NaN }, 1, [1], 2, 1));
    }
}
