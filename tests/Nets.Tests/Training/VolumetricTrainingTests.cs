using ActiveSeg.Nets.Plans;
using ActiveSeg.Nets.Training;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Nets.Tests.Training;

/// <summary>Three dimensions: made-up cubes that hold balls.</summary>
public sealed class VolumetricTrainingTests
{
    private static readonly StructureSchema Ball = new([new Structure(2, "ball")]);

    private static readonly TrainingOptions Options = new()
    {
        MaxSteps = 100,
        Threads = 1,
        Seed = 5,
        ConvergenceTolerance = 0,
        LearningRate = 1e-2,
        Plan = new PlanOptions { Widths = [4, 8, 16], Dimensions = 3, StepPixels = 16_384, MaxPatchVoxels = 8_192 },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Train_Cubes_LearnsAndScoresWholeAndPartsAlike()
    {
        var outcome = Segmenter.Train([.. Enumerable.Range(0, 4).Select(i => Case(i, 24, 1))], Ball, Options, null, null, Token);
        var (volume, labels) = Make(50, 24, 1);
        using var segmenter = new Segmenter(outcome.Weights, TestScans.Scoring);

        var score = segmenter.Score("unseen", volume, Token);

        Assert.Equal((3, 1), (outcome.Weights.Plan.Dimensions, outcome.Weights.Plan.InputSlices));
        Assert.InRange(TestScans.Dice(score.Prediction, labels, 2), 0.85, 1);
    }

    [Fact]
    public void Score_LargerThanAWindow_IsStitchedWithoutSeams()
    {
        var outcome = Segmenter.Train([.. Enumerable.Range(0, 4).Select(i => Case(i, 24, 1))], Ball, Options, null, null, Token);
        var (volume, labels) = Make(51, 110, 1);
        using var segmenter = new Segmenter(outcome.Weights, TestScans.Scoring);

        var score = segmenter.Score("large", volume, Token);

        Assert.InRange(TestScans.Dice(score.Prediction, labels, 2), 0.8, 1);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(8)]
    public void Train_SpacingFarFromCommon_Works(double spacing)
    {
        var outcome = Segmenter.Train([.. Enumerable.Range(0, 2).Select(i => Case(i, 16, spacing))], Ball, Options with { MaxSteps = 3 }, null, null, Token);
        var (volume, _) = Make(52, 16, spacing);
        using var segmenter = new Segmenter(outcome.Weights, TestScans.Scoring);

        Assert.All(segmenter.Score("a", volume, Token).ToNamed().Values, v => Assert.True(double.IsFinite(v)));
        Assert.Equal(spacing, outcome.Weights.Plan.RowSpacingMm, 6);
    }

    [Fact]
    public void Train_SingleSlices_IsFlatWithoutNeighbours()
    {
        var cases = Enumerable.Range(0, 2).Select(i =>
        {
            var (volume, labels) = TestScans.Make(i, slices: 1);
            return TrainingCase.Of($"slice-{i}", volume, labels);
        }).ToList();

        var outcome = Segmenter.Train(cases, TestScans.Structures, TestScans.Options with { MaxSteps = 3 }, null, null, Token);
        using var segmenter = new Segmenter(outcome.Weights, TestScans.Scoring);

        Assert.Equal((2, 1), (outcome.Weights.Plan.Dimensions, outcome.Weights.Plan.InputSlices));
        Assert.Equal(1, segmenter.Score("a", cases[0].Read().Volume, Token).Prediction.Grid.Size.X);
    }

    private static TrainingCase Case(int seed, int side, double spacing)
    {
        var (volume, labels) = Make(seed, side, spacing);
        return TrainingCase.Of($"cube-{seed}", volume, labels);
    }

    private static (Volume Volume, LabelMap Labels) Make(int seed, int side, double spacing)
    {
        var random = new Random(seed);
        var grid = new Grid(
            new GridSize(side, side, side), new VectorMm(spacing, spacing, spacing), default,
            new VectorMm(1, 0, 0), new VectorMm(0, 1, 0), new VectorMm(0, 0, 1));
        var (voxels, labels) = (new float[grid.Size.Count], new byte[grid.Size.Count]);
        // One ball in each cube of 24 voxels or what is less, so that structures take the same share of any size.
        var (radius, cells) = (5 + random.Next(3), Math.Max(1, side / 24));
        var cell = side / cells;
        var middles = Enumerable.Range(0, cells * cells * cells)
            .Select(_ => (X: radius + random.Next(cell - (2 * radius)), Y: radius + random.Next(cell - (2 * radius)), Z: radius + random.Next(cell - (2 * radius))))
            .ToArray();
        for (var i = 0; i < voxels.Length; i++)
        {
            var (x, y, z) = (i % side, i / side % side, i / side / side);
            var (cx, cy, cz) = (Math.Min(x / cell, cells - 1), Math.Min(y / cell, cells - 1), Math.Min(z / cell, cells - 1));
            var middle = middles[(((cz * cells) + cy) * cells) + cx];
            var (dx, dy, dz) = (x - (cx * cell) - middle.X, y - (cy * cell) - middle.Y, z - (cz * cell) - middle.Z);
            var isBall = (dx * dx) + (dy * dy) + (dz * dz) <= radius * radius;
            labels[i] = isBall ? (byte)2 : (byte)0;
            voxels[i] = (isBall ? 80 : 20) + (float)(15 * (random.NextDouble() - 0.5));
        }

        return (new Volume(grid, voxels), new LabelMap(grid, labels));
    }
}
