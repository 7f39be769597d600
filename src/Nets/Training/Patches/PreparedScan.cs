using ActiveSeg.Nets.Plans;

namespace ActiveSeg.Nets.Training.Patches;

/// <summary>A labelled scan ready for drawing patches: 5 bytes a voxel, and sampled positions of each structure.</summary>
internal sealed class PreparedScan
{
    /// <summary>Steps of the stored intensities in one standard deviation; the range is about ±16 deviations.</summary>
    public const float Quantum = 2048;
    private const int MaxPositions = 4096;

    private PreparedScan(CanonicalStack stack, short[] values, ClassShares? classes, int[][] positions)
    {
        (Slices, Rows, Columns, Neighbour) = (stack.Slices, stack.Rows, stack.Columns, stack.Neighbour);
        (Values, Classes, Positions) = (values, classes, positions);
    }

    public int Slices { get; }

    public int Rows { get; }

    public int Columns { get; }

    public int Neighbour { get; }

    public short[] Values { get; }

    /// <summary>Null for scans without labels.</summary>
    public ClassShares? Classes { get; }

    /// <summary>For each class from 1 (index 0 is empty), up to 4,096 voxels of it, evenly drawn.</summary>
    public int[][] Positions { get; }

    public static PreparedScan Of(TrainingCase c, NetPlan plan, StructureSchema structures)
    {
        var (volume, labels) = c.Read();
        ScanChecks.RequireFinite(c.Id, volume);
        var stack = CanonicalStack.Of(volume, plan);
        var classes = ClassShares.Of(stack, [labels, .. c.Reads?.Invoke() ?? []], structures, c.Reads is null);
        return new PreparedScan(stack, Quantised(stack), classes, classes.Positions(structures.Classes, MaxPositions));
    }

    /// <summary>A scan without labels, for learning from images alone.</summary>
    public static PreparedScan Of(string id, Volumes.Grids.Volume volume, NetPlan plan)
    {
        ScanChecks.RequireFinite(id, volume);
        var stack = CanonicalStack.Of(volume, plan);
        return new PreparedScan(stack, Quantised(stack), null, []);
    }

    private static short[] Quantised(CanonicalStack stack) =>
        Array.ConvertAll(stack.Values, v => (short)Math.Clamp(v * Quantum, short.MinValue, short.MaxValue));
}
