using ActiveSeg.Volumes.Consensus;
using ActiveSeg.Volumes.Grids;
using ActiveSeg.Volumes.Overlap;

namespace ActiveSeg.Volumes.Tests.Consensus;

public sealed class StapleTests
{
    private static readonly LabelMap Empty = Maps.Empty(20, 20, 8, new VectorMm(1, 1, 1));
    private static readonly LabelMap Truth = Maps.Box(Empty, 2, new BoundingBox(6, 6, 2, 13, 13, 5));

    [Fact]
    public void Fuse_EqualReads_GivesThemBack()
    {
        var (fused, estimates) = Staple.Fuse([Truth, Truth, Truth]);

        Assert.Equal(Truth.Labels, fused.Labels);
        Assert.False(Assert.Single(estimates).FellBackToMajority);
    }

    [Fact]
    public void Fuse_TwoReads_FallsBackToTheMajority()
    {
        var (fused, estimates) = Staple.Fuse([Truth, Empty]);

        Assert.True(Assert.Single(estimates).FellBackToMajority);
        Assert.All(fused.Labels, label => Assert.Equal(0, label));
    }

    [Fact]
    public void Fuse_ThreePoorAndTwoGoodRaters_BeatsTheMajorityAndFindsTheGood()
    {
        LabelMap[] reads = [Noisy(1, 0.25), Noisy(2, 0.25), Noisy(3, 0.25), Noisy(4, 0.02), Noisy(5, 0.02)];

        var (fused, estimates) = Staple.Fuse(reads);

        var estimate = Assert.Single(estimates);
        Assert.False(estimate.FellBackToMajority);
        Assert.Equal([0.75, 0.75, 0.75, 0.98, 0.98], estimate.Sensitivity, (a, b) => Math.Abs(a - b) < 0.06);
        Assert.Equal([0.75, 0.75, 0.75, 0.98, 0.98], estimate.Specificity, (a, b) => Math.Abs(a - b) < 0.03);
        var majority = OverlapMetrics.Dice(MajorityVote.Fuse(reads), Truth, 2);
        var staple = OverlapMetrics.Dice(fused, Truth, 2);
        Assert.True(staple > majority + 0.01, $"{staple:f4} against {majority:f4}");
    }

    [Fact]
    public void Fuse_OrderOfReads_DoesNotMatter()
    {
        LabelMap[] reads = [Noisy(1, 0.2), Noisy(2, 0.1), Noisy(3, 0.05)];

        Assert.Equal(Staple.Fuse(reads).Fused.Labels, Staple.Fuse([reads[2], reads[0], reads[1]]).Fused.Labels);
    }

    /// <summary>The truth with voxels flipped at a rate everywhere: the errors that the estimate assumes.</summary>
    private static LabelMap Noisy(int seed, double rate)
    {
        var random = new Random(seed);
        var labels = (byte[])Truth.Labels.Clone();
        for (var v = 0; v < labels.Length; v++)
        {
            if (random.NextDouble() < rate)
            {
                labels[v] = (byte)(2 - labels[v]);
            }
        }

        return new LabelMap(Truth.Grid, labels);
    }
}
