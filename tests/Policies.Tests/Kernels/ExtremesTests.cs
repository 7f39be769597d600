using ActiveSeg.Policies.Kernels;
using ActiveSeg.Policies.Tests.Selection;

namespace ActiveSeg.Policies.Tests.Kernels;

public sealed class ExtremesTests
{
    [Fact]
    public void Top_RepeatedValues_FollowValueThenRank()
    {
        var random = new Random(3);
        var values = Enumerable.Range(0, 500).Select(_ => (float)random.Next(40)).ToArray();
        var ranks = Pools.Shuffle(500, 5);

        var top = Extremes.Top(values, ranks, 60);

        Assert.Equal(Enumerable.Range(0, 500).OrderByDescending(i => values[i]).ThenBy(i => ranks[i]).Take(60), top);
        Assert.Equal(Enumerable.Range(0, 500).OrderByDescending(i => values[i]).ThenBy(i => i), Extremes.Top(values, [], 900));
        Assert.Equal(Array.IndexOf(values, values.Max()), Extremes.ArgMax(values));
        Assert.Equal(Array.IndexOf(values, values.Min()), Extremes.ArgMin(values));
    }

    [Fact]
    public void TwoLeast_AnyLength_AreTheFirstTwoSorted()
    {
        var random = new Random(9);
        Assert.Equal((float.PositiveInfinity, float.PositiveInfinity), Extremes.TwoLeast([]));
        Assert.Equal((3f, float.PositiveInfinity), Extremes.TwoLeast([3f]));
        for (var length = 2; length < 70; length++)
        {
            var values = Enumerable.Range(0, length).Select(_ => (float)random.Next(12)).ToArray();
            var sorted = values.Order().ToArray();

            Assert.Equal((sorted[0], sorted[1]), Extremes.TwoLeast(values));
        }
    }
}
