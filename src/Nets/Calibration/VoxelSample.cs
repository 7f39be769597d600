namespace ActiveSeg.Nets.Calibration;

/// <summary>Probabilities and true classes of voxels drawn from held-out scans.</summary>
/// <remarks>
/// <para>Shapes: <c>n</c> voxels of <c>C</c> classes, 4 C + 1 bytes each.</para>
/// <para>Threading: one thread at a time.</para>
/// </remarks>
public sealed class VoxelSample
{
    private readonly List<float> probabilities = [];
    private readonly List<byte> labels = [];

    /// <summary>An empty sample.</summary>
    /// <param name="classes">Classes with the background, 2 to 256.</param>
    public VoxelSample(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classes, 256);
        Classes = classes;
    }

    /// <summary>Classes with the background.</summary>
    public int Classes { get; }

    /// <summary>Voxels drawn so far.</summary>
    public int Count => labels.Count;

    /// <summary>Draws voxels of one scan, each of the region as likely as any other and none twice.</summary>
    /// <param name="scan">Probabilities. Shape: <c>[C, voxels]</c>.</param>
    /// <param name="truth">True classes. Shape: <c>[voxels]</c>.</param>
    /// <param name="region">Where to draw; empty means everywhere. Shape: <c>[voxels]</c>.</param>
    /// <param name="atMost">The largest number of voxels to draw.</param>
    /// <param name="seed">Same seed and scan, same voxels.</param>
    /// <remarks>Source: selection sampling; Knuth, The Art of Computer Programming, volume 2, 3.4.2, algorithm S.</remarks>
    /// <exception cref="ArgumentException">The shapes disagree, a drawn value is not a probability, or a class is not among those.</exception>
    public void Draw(ReadOnlySpan<float> scan, ReadOnlySpan<byte> truth, ReadOnlySpan<bool> region, int atMost, int seed)
    {
        LabelledVoxels.RequireShapes(scan, truth, region, Classes);
        ArgumentOutOfRangeException.ThrowIfNegative(atMost);
        var random = new Random(seed);
        var left = region.IsEmpty ? truth.Length : region.Count(true);
        var wanted = Math.Min(left, atMost);
        var drawn = new List<int>(wanted);
        for (var v = 0; drawn.Count < wanted; v++)
        {
            if ((region.IsEmpty || region[v]) && random.Next(left--) < wanted - drawn.Count)
            {
                LabelledVoxels.Require(scan, truth, v, Classes);
                drawn.Add(v);
            }
        }

        foreach (var v in drawn)
        {
            labels.Add(truth[v]);
            for (var c = 0; c < Classes; c++)
            {
                probabilities.Add(scan[(c * truth.Length) + v]);
            }
        }
    }

    internal byte Label(int voxel) => labels[voxel];

    internal float Probability(int voxel, int @class) => probabilities[(voxel * Classes) + @class];

    /// <summary>The largest probability, and whether its class is the true one.</summary>
    internal (float Confidence, bool Correct) Top(int voxel)
    {
        var best = 0;
        for (var c = 1; c < Classes; c++)
        {
            best = Probability(voxel, c) > Probability(voxel, best) ? c : best;
        }

        return (Probability(voxel, best), best == labels[voxel]);
    }
}
