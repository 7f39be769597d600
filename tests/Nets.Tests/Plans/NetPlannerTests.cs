using ActiveSeg.Nets.Plans;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Nets.Tests.Plans;

public sealed class NetPlannerTests
{
    [Theory]
    [InlineData(4, 0.6, 0.6, 60, 300, 200, PatientAxis.LeftRight)]
    [InlineData(0.7, 0.7, 5, 300, 250, 100, PatientAxis.HeadFoot)]
    [InlineData(1, 6, 1, 200, 60, 250, PatientAxis.AnteroPosterior)]
    [InlineData(1, 1, 1, 35, 51, 35, PatientAxis.LeftRight)]
    [InlineData(1, 1, 1, 50, 51, 35, PatientAxis.HeadFoot)]
    public void Plan_Spacing_ChoosesTheSliceAxis(
        double sx, double sy, double sz, double ex, double ey, double ez, PatientAxis expected)
    {
        var plan = NetPlanner.Plan(Print(new VectorMm(sx, sy, sz), new VectorMm(ex, ey, ez)), new PlanOptions());

        Assert.Equal(expected, plan.SliceAxis);
    }

    [Fact]
    public void Plan_FullResolution_IsCoarsenedToThePixelLimit()
    {
        var plan = NetPlanner.Plan(Print(new VectorMm(4, 0.46875, 0.46875), new VectorMm(60, 240, 300)), new PlanOptions());

        Assert.InRange(240 / plan.ColumnSpacingMm * (300 / plan.RowSpacingMm), 60_000, 65_600);
        Assert.Equal(plan.RowSpacingMm, plan.ColumnSpacingMm, 9);
    }

    [Theory]
    [InlineData(35, 51, 35)]
    [InlineData(18, 190, 285)]
    [InlineData(5, 8, 3)]
    [InlineData(500, 500, 500)]
    public void Plan_AnySize_GivesPatchesOfWholeSteps(double ex, double ey, double ez)
    {
        var plan = NetPlanner.Plan(Print(new VectorMm(1, 1, 1), new VectorMm(ex, ey, ez)), new PlanOptions());

        plan.Validate();
        Assert.InRange(plan.TrainBatchSize, 2, 32);
        Assert.Equal(Math.Min(ex, Math.Min(ey, ez)) >= 32 ? 3 : 2, plan.Dimensions);
        Assert.InRange(plan.PatchPixels, 16, 200_000);
    }

    [Theory]
    [InlineData(4, 0.6, 2, 3, 0)]
    [InlineData(1, 0.7, 2, 3, 0)]
    [InlineData(1, 1, 3, 1, 0)]
    [InlineData(300, 1, 2, 1, 0)]
    public void Plan_Anisotropy_ChoosesTheDimensions(double between, double within, int dimensions, int inputs, int flat)
    {
        var plan = NetPlanner.Plan(Print(new VectorMm(between, within, within), new VectorMm(120, 200, 200)), new PlanOptions());

        Assert.Equal((dimensions, inputs, flat), (plan.Dimensions, plan.InputSlices, plan.FlatLevels));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(2.1, 1)]
    [InlineData(4, 1)]
    [InlineData(8, 2)]
    public void Plan_VolumesOfThickSlices_StartFlat(double between, int flat)
    {
        var plan = NetPlanner.Plan(Print(new VectorMm(between, 1, 1), new VectorMm(200, 200, 200)), new PlanOptions { Dimensions = 3 });

        plan.Validate();
        Assert.Equal(flat, plan.FlatLevels);
    }

    [Fact]
    public void Plan_LittleMemory_TakesFewerPatches()
    {
        var print = Print(new VectorMm(4, 0.6, 0.6), new VectorMm(60, 300, 200));

        var (much, little) = (NetPlanner.Plan(print, new PlanOptions()), NetPlanner.Plan(print, new PlanOptions { MemoryBytes = 200 << 20 }));

        Assert.Equal((5, 2), (much.TrainBatchSize, little.TrainBatchSize));
    }

    [Fact]
    public void Plan_HounsfieldUnits_SharesTheScale()
    {
        var print = Print(new VectorMm(1, 1, 3), new VectorMm(300, 300, 300)) with { Intensity = [-1024, -1000, -500, 900, -400, 450] };

        var plan = NetPlanner.Plan(print, new PlanOptions());

        Assert.Equal(Normalisation.Shared, plan.Normalisation);
        Assert.Equal((-1000, 900, -400, 450), (plan.SharedLow, plan.SharedHigh, plan.SharedMean, plan.SharedDeviation));
    }

    [Fact]
    public void Of_PermutedStorage_GivesTheSameFingerprint()
    {
        var (volume, labels) = TestScans.Make(1);
        var (grid, voxels) = TestScans.Restored(volume.Grid, volume.Voxels, [2, 0, 1], [true, false, true]);
        var (_, moved) = TestScans.Restored(labels.Grid, labels.Labels, [2, 0, 1], [true, false, true]);

        var first = ScanFingerprint.Of("a", volume, labels, TestScans.Structures);
        var second = ScanFingerprint.Of("b", new Volume(grid, voxels), new LabelMap(grid, moved), TestScans.Structures);

        Assert.Equal(new VectorMm(3, 1, 1), first.SpacingMm);
        Assert.Equal((first.SpacingMm, first.ExtentMm, first.ForegroundMm), (second.SpacingMm, second.ExtentMm, second.ForegroundMm));
        Assert.Equal(first.Intensity.AsEnumerable(), second.Intensity);
        Assert.Equal(first.ClassVoxels.AsEnumerable(), second.ClassVoxels);
    }

    [Fact]
    public void Of_WithoutMask_GivesTheSamePlan()
    {
        var (volume, labels) = TestScans.Make(1);

        var (with, without) = (ScanFingerprint.Of("a", volume, labels, TestScans.Structures), ScanFingerprint.Of("a", volume));

        Assert.Equal((with.SpacingMm, with.ExtentMm), (without.SpacingMm, without.ExtentMm));
        Assert.Equal(with.Intensity.AsEnumerable(), without.Intensity);
        var plans = new[] { with, without }.Select(print => NetPlanner.Plan(Fingerprint.Of([print]), TestScans.Options.Plan)).ToArray();
        Assert.Equal(plans[0] with { Widths = plans[1].Widths }, plans[1]);
    }

    [Fact]
    public void Schema_BadStructures_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new StructureSchema([]));
        Assert.Throws<ArgumentException>(() => new StructureSchema([new Structure(0, "background")]));
        Assert.Throws<ArgumentException>(() => new StructureSchema([new Structure(1, " ")]));
        Assert.Throws<ArgumentException>(() => new StructureSchema([new Structure(1, "a"), new Structure(1, "b")]));
        Assert.Throws<ArgumentException>(() => new StructureSchema([new Structure(1, "a"), new Structure(2, "a")]));
    }

    private static Fingerprint Print(VectorMm spacing, VectorMm extent) =>
        new(3, spacing, extent, extent, [0, 0, 50, 200, 60, 40], [100, 10]);
}
