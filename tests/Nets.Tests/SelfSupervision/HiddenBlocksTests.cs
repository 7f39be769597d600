using ActiveSeg.Nets.Plans;
using ActiveSeg.Nets.SelfSupervision;

namespace ActiveSeg.Nets.Tests.SelfSupervision;

public sealed class HiddenBlocksTests
{
    private static readonly NetPlan Plan = new(
        PatientAxis.LeftRight, 1, 1, 1, 32, 48, 40, [4, 8], Normalisation.PerScan, Dimensions: 3, InputSlices: 1, PatchSlices: 8);

    [Fact]
    public void Fill_ManyPatches_HidesHalfTheMostOnAverage()
    {
        var blocks = new HiddenBlocks(Plan, 0.8, 4, 1);
        var hidden = new float[blocks.Length];

        blocks.Fill(7, hidden);

        Assert.InRange(hidden.Average(), 0.3f, 0.5f);
        Assert.All(hidden, v => Assert.True(v is 0 or 1));
    }

    [Fact]
    public void Fill_AnyPatch_HidesWholeBlocks()
    {
        var blocks = new HiddenBlocks(Plan, 0.8, 4, 1);
        var hidden = new float[blocks.Length];

        blocks.Fill(0, hidden);

        var changes = Enumerable.Range(0, hidden.Length).Where(i => i % 48 > 0 && hidden[i] != hidden[i - 1]).Select(i => (i / Plan.PatchPixels, i % 48 % 4)).Distinct();
        Assert.All(changes.GroupBy(c => c.Item1), patch => Assert.Single(patch));
    }

    [Fact]
    public void Fill_SameBatchTwice_GivesTheSame()
    {
        var blocks = new HiddenBlocks(Plan, 0.8, 4, 1);
        var (first, second, other) = (new float[blocks.Length], new float[blocks.Length], new float[blocks.Length]);

        blocks.Fill(3, first);
        blocks.Fill(3, second);
        blocks.Fill(4, other);

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
    }
}
