using ActiveSeg.Nets.Plans;
using ActiveSeg.Nets.Scoring;
using ActiveSeg.Nets.Training;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Nets.Tests;

/// <summary>Small made-up scans: a bright ball and a dark rod in noise, sagittal slices 3 mm apart.</summary>
internal static class TestScans
{
    public static readonly StructureSchema Structures = new([new Structure(1, "ball"), new Structure(4, "rod")]);

    public static readonly TrainingOptions Options = new()
    {
        MaxSteps = 100,
        Threads = 1,
        Seed = 3,
        ConvergenceTolerance = 0,
        LearningRate = 5e-3,
        Plan = new PlanOptions { Widths = [8, 16, 32], StepPixels = 9_216, MaxPatchPixels = 1_536 },
    };

    public static readonly ScoringOptions Scoring = new() { Threads = 1, HalfPrecision = false };

    public static (Volume Volume, LabelMap Labels) Make(int seed, int slices = 6, int rows = 40, int columns = 36)
    {
        var random = new Random(seed);
        var grid = new Grid(
            new GridSize(slices, columns, rows), new VectorMm(3, 1, 1), new VectorMm(-10, 5, 7),
            new VectorMm(1, 0, 0), new VectorMm(0, 1, 0), new VectorMm(0, 0, 1));
        var (voxels, labels) = (new float[grid.Size.Count], new byte[grid.Size.Count]);
        var (cy, cz, radius, rod) = (10 + random.Next(8), 12 + random.Next(14), 5 + random.Next(3), 24 + random.Next(6));
        for (var z = 0; z < rows; z++)
        {
            for (var y = 0; y < columns; y++)
            {
                for (var x = 0; x < slices; x++)
                {
                    var at = grid.Size.IndexOf(x, y, z);
                    var isBall = Square(y - cy) + Square(z - cz) + Square(2 * (x - (slices / 2))) <= radius * radius;
                    var isRod = !isBall && Math.Abs(y - rod) <= 2;
                    labels[at] = isBall ? (byte)1 : isRod ? (byte)4 : (byte)0;
                    voxels[at] = 100 + (isBall ? 60 : isRod ? -50 : 0) + (float)(20 * (random.NextDouble() - 0.5)) + (0.5f * z);
                }
            }
        }

        return (new Volume(grid, voxels), new LabelMap(grid, labels));
    }

    public static TrainingCase[] Cases(int count) =>
        [.. Enumerable.Range(0, count).Select(i =>
        {
            var (volume, labels) = Make(i);
            return TrainingCase.Of($"scan-{i}", volume, labels);
        })];

    /// <summary>The same scan stored with its indices in another order and direction: new axis <c>a</c> is the old axis
    /// <c>order[a]</c>, backwards where <c>reversed[a]</c>.</summary>
    public static (Grid Grid, T[] Voxels) Restored<T>(Grid grid, T[] voxels, int[] order, bool[] reversed)
    {
        int[] size = [grid.Size.X, grid.Size.Y, grid.Size.Z];
        double[] spacing = [grid.Spacing.X, grid.Spacing.Y, grid.Spacing.Z];
        VectorMm[] axes = [grid.AxisI, grid.AxisJ, grid.AxisK];
        var origin = grid.Origin;
        for (var a = 0; a < 3; a++)
        {
            if (reversed[a])
            {
                origin += axes[order[a]] * (spacing[order[a]] * (size[order[a]] - 1));
            }
        }

        var directions = order.Select((o, a) => reversed[a] ? axes[o] * -1 : axes[o]).ToArray();
        var restored = new Grid(
            new GridSize(size[order[0]], size[order[1]], size[order[2]]),
            new VectorMm(spacing[order[0]], spacing[order[1]], spacing[order[2]]),
            origin, directions[0], directions[1], directions[2]);
        var moved = new T[voxels.Length];
        var old = new int[3];
        for (var k = 0; k < restored.Size.Z; k++)
        {
            for (var j = 0; j < restored.Size.Y; j++)
            {
                for (var i = 0; i < restored.Size.X; i++)
                {
                    int[] index = [i, j, k];
                    for (var a = 0; a < 3; a++)
                    {
                        old[order[a]] = reversed[a] ? size[order[a]] - 1 - index[a] : index[a];
                    }

                    moved[restored.Size.IndexOf(i, j, k)] = voxels[grid.Size.IndexOf(old[0], old[1], old[2])];
                }
            }
        }

        return (restored, moved);
    }

    public static double Dice(LabelMap a, LabelMap b, byte label)
    {
        var (inA, inB, both) = (0, 0, 0);
        for (var i = 0; i < a.Labels.Length; i++)
        {
            inA += a.Labels[i] == label ? 1 : 0;
            inB += b.Labels[i] == label ? 1 : 0;
            both += a.Labels[i] == label && b.Labels[i] == label ? 1 : 0;
        }

        return 2.0 * both / Math.Max(1, inA + inB);
    }

    private static int Square(int v) => v * v;
}
