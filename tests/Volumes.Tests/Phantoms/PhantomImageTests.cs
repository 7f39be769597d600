using ActiveSeg.Volumes.Grids;
using ActiveSeg.Volumes.Phantoms;

namespace ActiveSeg.Volumes.Tests.Phantoms;

public sealed class PhantomImageTests
{
    private static readonly PhantomCohort Small = new(11, 5_000);

    [Theory]
    [InlineData(PhantomSize.Small, PhantomPlane.Sagittal)]
    [InlineData(PhantomSize.Small, PhantomPlane.Axial)]
    [InlineData(PhantomSize.Full, PhantomPlane.Sagittal)]
    [InlineData(PhantomSize.Full, PhantomPlane.Axial)]
    public void Generate_AnyOption_HasAllStructuresAndWholeNumbers(PhantomSize size, PhantomPlane plane)
    {
        var scan = new PhantomCohort(2, 10, new(size, plane, PhantomSchema.Extended)).Generate(1);

        Assert.Same(scan.Image.Grid, scan.Reference.Grid);
        Assert.Equal([0, 1, 2, 3, 4], scan.Reference.Labels.Distinct().Order().Select(x => (int)x));
        Assert.All(scan.Image.Voxels, v => Assert.True(v >= 0 && v <= 4_095 && v == MathF.Round(v)));
        Assert.Equal(plane == PhantomPlane.Axial ? 2 : 0, Closest(scan.Image.Grid.AxisK));
    }

    [Fact]
    public void Generate_DefaultSchema_HoldsCanalAndForaminaOnly()
    {
        for (var i = 0; i < 12; i++)
        {
            Assert.Equal([0, 1, 2], Small.Generate(i).Reference.Labels.Distinct().Order().Select(x => (int)x));
        }
    }

    [Fact]
    public void Generate_Sagittal_RunsToPosteriorAndInferiorAsAScannerDoes()
    {
        for (var i = 0; i < 12; i++)
        {
            var grid = Small.Generate(i).Image.Grid;

            Assert.True(grid.AxisI.Y > .97 && grid.AxisJ.Z < -.97 && grid.AxisK.X < -.98);
            Assert.True((grid.AxisI.Cross(grid.AxisJ) - grid.AxisK).Length < 1e-9);
            Assert.True(grid.Spacing.Z > 2 * grid.Spacing.X);
        }
    }

    [Fact]
    public void Generate_Axial_CanalAreaInTheDiscSliceIsTheStatedOne()
    {
        var cohort = new PhantomCohort(21, 200, new(PhantomSize.Full, PhantomPlane.Axial));
        var checkedScans = 0;
        foreach (var d in cohort.DescribeAll().Where(d => Math.Abs(d.Body.ScoliosisMm) < 3).Take(8))
        {
            var level = d.Levels.MaxBy(l => l.StenosisGrade)!;
            level = level.StenosisGrade == 0 ? d.Levels[4] : level;
            var map = cohort.Generate(d.Index).Reference;
            var area = SliceArea(map, map.Grid.Size.Z / 2, PhantomStructures.CentralCanal);

            Assert.Equal(1, area / level.CanalAreaMm2, .12);
            checkedScans++;
        }

        Assert.Equal(8, checkedScans);
    }

    [Fact]
    public void Generate_Sagittal_ForamenAreaIsTheStatedOne()
    {
        var cohort = new PhantomCohort(21, 200, new(PhantomSize.Full));
        foreach (var d in cohort.DescribeAll().Where(d => Math.Abs(d.Body.ScoliosisMm) < 2).Take(4))
        {
            var map = cohort.Generate(d.Index).Reference;
            var (left, right) = LargestPerSide(map);
            var (statedLeft, statedRight) =
                (d.Levels.Max(l => l.ForamenAreaLeftMm2), d.Levels.Max(l => l.ForamenAreaRightMm2));

            Assert.Equal(1, left / statedLeft, .12);
            Assert.Equal(1, right / statedRight, .12);
        }
    }

    [Fact]
    public void Generate_SevereStenosis_HasTheSmallerCanalInTheDiscSlice()
    {
        var cohort = new PhantomCohort(31, 400, new(PhantomSize.Small, PhantomPlane.Axial));
        var severe = cohort.DescribeAll().First(d => d.Levels.Any(l => l.StenosisGrade == 3));
        var healthy = cohort.DescribeAll().First(d => d.Pathology == PhantomPathology.None);

        var (narrow, wide) = (cohort.Generate(severe.Index).Reference, cohort.Generate(healthy.Index).Reference);
        var narrowArea = SliceArea(narrow, narrow.Grid.Size.Z / 2, PhantomStructures.CentralCanal);
        var wideArea = SliceArea(wide, wide.Grid.Size.Z / 2, PhantomStructures.CentralCanal);

        Assert.InRange(narrowArea, 30, 85);
        Assert.InRange(wideArea, 120, 270);
    }

    [Fact]
    public void Generate_RareStrata_ChangeTheImageVisibly()
    {
        double Noise(string scanner) => MeanOver(
            d => d.Scanner.Name == scanner && d.Protocol.Name == "t2_tse", s => Roughness(s) / CanalLevel(s));
        double Fat(string protocol) => MeanOver(
            d => d.Protocol.Name == protocol && d.Scanner.Name == "A-1.5T", s => ForamenLevel(s) / CanalLevel(s));

        var (rareNoise, usualNoise) = (Noise("C-1.5T"), Noise("A-1.5T"));
        var (rareFat, usualFat) = (Fat("t2_fatsat"), Fat("t2_tse"));
        Assert.True(rareNoise > 1.5 * usualNoise, $"{rareNoise} against {usualNoise}");
        Assert.True(rareFat < .7 * usualFat, $"{rareFat} against {usualFat}");
    }

    [Fact]
    public void Generate_SexAndAge_ChangeSizeAndDiscs()
    {
        var all = Small.DescribeAll().ToArray();

        Assert.True(all.Where(d => d.Sex == PhantomSex.Male).Average(d => d.Body.Scale)
            > all.Where(d => d.Sex == PhantomSex.Female).Average(d => d.Body.Scale) + .05);
        Assert.True(all.Where(d => d.AgeBand == "65-89").Average(d => d.Levels[4].Degeneration)
            > all.Where(d => d.AgeBand == "18-39").Average(d => d.Levels[4].Degeneration) + .1);
    }

    private static double MeanOver(Func<PhantomDescription, bool> which, Func<PhantomScan, double> what) =>
        Small.DescribeAll().Where(which).Take(5).Average(d => what(Small.Generate(d.Index)));

    private static double CanalLevel(PhantomScan s) => MeanWhere(s, PhantomStructures.CentralCanal);

    private static double ForamenLevel(PhantomScan s) => MeanWhere(s, PhantomStructures.NeuralForamina);

    private static double MeanWhere(PhantomScan s, byte label) =>
        s.Image.Voxels.Where((_, n) => s.Reference.Labels[n] == label).Average();

    /// <summary>Median difference of neighbouring voxels.</summary>
    private static double Roughness(PhantomScan s) =>
        s.Image.Voxels.Zip(s.Image.Voxels.Skip(1), (a, b) => Math.Abs(a - b)).Order().ElementAt(s.Image.Voxels.Length / 2);

    private static int Closest(VectorMm axis) =>
        Math.Abs(axis.X) > .9 ? 0 : Math.Abs(axis.Y) > .9 ? 1 : Math.Abs(axis.Z) > .6 ? 2 : 3;

    private static double SliceArea(LabelMap map, int slice, byte label) =>
        map.Labels.AsSpan(slice * map.Grid.Size.X * map.Grid.Size.Y, map.Grid.Size.X * map.Grid.Size.Y).Count(label)
        * map.Grid.Spacing.X * map.Grid.Spacing.Y;

    /// <summary>Largest foramen of any slice on the patient's left and right; parts are split by gaps of empty rows.</summary>
    private static (double Left, double Right) LargestPerSide(LabelMap map)
    {
        var size = map.Grid.Size;
        var best = new double[2];
        for (var k = 0; k < size.Z; k++)
        {
            var run = 0;
            for (var j = 0; j < size.Y; j++)
            {
                var inRow = map.Labels.AsSpan(size.IndexOf(0, j, k), size.X).Count(PhantomStructures.NeuralForamina);
                run = inRow == 0 ? 0 : run + inRow;
                var side = k < size.Z / 2 ? 0 : 1;
                best[side] = Math.Max(best[side], run * map.Grid.Spacing.X * map.Grid.Spacing.Y);
            }
        }

        return (best[0], best[1]);
    }
}
