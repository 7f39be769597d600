using ActiveSeg.Nets.Plans;
using ActiveSeg.Nets.Training;
using ActiveSeg.Nets.Training.Patches;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Nets.Tests.SelfSupervision;

public sealed class PatchPairsTests
{
    private static readonly NetPlan Plan = new(
        PatientAxis.LeftRight, 3, 1, 1, 16, 8, 8, [4, 8], Normalisation.Shared, SharedHigh: 16, InputSlices: 1);

    [Fact]
    public void FillPairs_ScansOfOneValue_PutsEachPairAtTheSamePlaceOfBothHalves()
    {
        var patches = new PatchSource([.. Enumerable.Range(1, 6).Select(Flat)], Plan, 0, Augmentation.None, 0, 5);
        var input = new float[patches.InputLength];

        var drawn = patches.FillPairs(3, input);

        Assert.Equal(4, drawn.Distinct().Count());
        var size = Plan.PatchPixels;
        Assert.All(Enumerable.Range(0, 8), n => Assert.All(
            input[(n * size)..((n + 1) * size)], v => Assert.Equal(1 + drawn[n % 4], v, 1e-3f)));
    }

    [Fact]
    public void FillPairs_FewerScansThanPairs_DrawsAllAndThenAgain()
    {
        var patches = new PatchSource([Flat(1), Flat(2), Flat(3)], Plan, 0, Augmentation.None, 0, 5);

        var drawn = patches.FillPairs(0, new float[patches.InputLength]);

        Assert.Equal([0, 1, 2], drawn[..3].Order());
    }

    [Fact]
    public void FillPairs_SameBatchTwice_GivesTheSame()
    {
        var patches = new PatchSource([.. Enumerable.Range(1, 6).Select(Flat)], Plan, 0, new Augmentation(), 0, 5);
        var (first, second, other) = (new float[patches.InputLength], new float[patches.InputLength], new float[patches.InputLength]);

        patches.FillPairs(3, first);
        patches.FillPairs(3, second);
        patches.FillPairs(4, other);

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
    }

    private static PreparedScan Flat(int value)
    {
        var (volume, _) = TestScans.Make(value);
        return PreparedScan.Of($"{value}", new Volume(volume.Grid, Array.ConvertAll(volume.Voxels, _ => (float)value)), Plan);
    }
}
