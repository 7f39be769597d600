using ActiveSeg.Nets.Plans;
using ActiveSeg.Nets.SelfSupervision;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Nets.Tests.SelfSupervision;

public sealed class PretrainingPatchesTests
{
    [Theory]
    [InlineData(1, 1, 1, 36, 50, 36)]
    [InlineData(1, 0.94, 0.94, 21, 304, 200)]
    [InlineData(4, 0.6, 0.6, 60, 300, 200)]
    [InlineData(1, 1, 1, 300, 300, 300)]
    public void Of_AnyPlan_GivesAtLeastTwoPairsWithinTheStep(double sx, double sy, double sz, double ex, double ey, double ez)
    {
        var plan = NetPlanner.Plan(Print(new VectorMm(sx, sy, sz), new VectorMm(ex, ey, ez)), new PlanOptions());

        var patches = PretrainingPatches.Of(plan, 8);

        patches.Validate();
        Assert.True(patches.TrainBatchSize is >= 4 and <= 16 && patches.TrainBatchSize % 2 == 0, $"{patches}");
        Assert.True(patches.PatchPixels * patches.TrainBatchSize <= Math.Max(plan.PatchPixels * plan.TrainBatchSize, 4 * patches.PatchPixels));
        Assert.Equal((plan.Widths, plan.RowSpacingMm), (patches.Widths, patches.RowSpacingMm));
    }

    private static Fingerprint Print(VectorMm spacing, VectorMm extent) =>
        new(3, spacing, extent, extent, [0, 0, 50, 200, 60, 40], []);
}
