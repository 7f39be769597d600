using ActiveSeg.Nets.Plans;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Nets.Training.Patches;

/// <summary>A labelled scan ready for drawing patches: 3 bytes a voxel, and sampled positions of each structure.</summary>
internal sealed class PreparedScan
{
    /// <summary>Steps of the stored intensities in one standard deviation; the range is about ±16 deviations.</summary>
    public const float Quantum = 2048;
    private const int MaxPositions = 4096;

    private PreparedScan(CanonicalStack stack, short[] values, byte[] classes, int[][] positions)
    {
        (Slices, Rows, Columns, Neighbour) = (stack.Slices, stack.Rows, stack.Columns, stack.Neighbour);
        (Values, Classes, Positions) = (values, classes, positions);
    }

    public int Slices { get; }

    public int Rows { get; }

    public int Columns { get; }

    public int Neighbour { get; }

    public short[] Values { get; }

    public byte[] Classes { get; }

    /// <summary>For each class from 1 (index 0 is empty), up to 4,096 voxels of it, evenly drawn.</summary>
    public int[][] Positions { get; }

    public static PreparedScan Of(string id, Volume volume, LabelMap labels, NetPlan plan, StructureSchema structures)
    {
        ScanChecks.RequireFinite(id, volume);
        var stack = CanonicalStack.Of(volume, plan);
        var classes = stack.ClassesOf(labels, structures);
        var counts = new int[structures.Classes];
        foreach (var c in classes)
        {
            counts[c]++;
        }

        var positions = new int[structures.Classes][];
        positions[0] = [];
        for (var c = 1; c < structures.Classes; c++)
        {
            var step = Math.Max(1, counts[c] / MaxPositions);
            var (found, seen) = (new List<int>(Math.Min(counts[c], MaxPositions + 1)), 0);
            for (var i = 0; i < classes.Length && found.Count < MaxPositions; i++)
            {
                if (classes[i] == c && seen++ % step == 0)
                {
                    found.Add(i);
                }
            }

            positions[c] = [.. found];
        }

        var values = Array.ConvertAll(stack.Values, v => (short)Math.Clamp(v * Quantum, short.MinValue, short.MaxValue));
        return new PreparedScan(stack, values, classes, positions);
    }
}
