using ActiveSeg.Nets.Plans;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Nets.Training.Patches;

/// <summary>How much of each voxel of a stack each class takes: the two largest shares, 3 bytes a voxel.</summary>
/// <remarks>Shares are partial where a voxel of the stack covers several of the mask's, and where several reads disagree.
/// Smaller shares than the second are given to the two. Shape: <c>[Slices, Rows, Columns]</c>, columns fastest.</remarks>
internal sealed class ClassShares
{
    private ClassShares(int voxels) => (First, Second, Share) = (new byte[voxels], new byte[voxels], new byte[voxels]);

    /// <summary>Class with the largest share.</summary>
    public byte[] First { get; }

    /// <summary>Class with the next largest share.</summary>
    public byte[] Second { get; }

    /// <summary>Share of the first class. Units: 1/255. Range: 127 to 255.</summary>
    public byte[] Share { get; }

    /// <summary>Shares of masks on a stack.</summary>
    /// <param name="stack">Where to.</param>
    /// <param name="masks">A reference, and the reads that it was fused from.</param>
    /// <param name="structures">Classes of the labels.</param>
    /// <param name="referenceOnly">Whether only the first mask counts; otherwise the mean of the others.</param>
    public static ClassShares Of(CanonicalStack stack, IReadOnlyList<LabelMap> masks, StructureSchema structures, bool referenceOnly)
    {
        var used = referenceOnly ? [masks[0]] : masks.Skip(1).ToList();
        var shares = new ClassShares(stack.Values.Length);
        var (best, second) = (new float[stack.Values.Length], new float[stack.Values.Length]);
        var native = used.Select(m => stack.NativeClassesOf(m, structures)).ToList();
        for (var c = 0; c < structures.Classes; c++)
        {
            var part = new float[native[0].Length];
            foreach (var classes in native)
            {
                for (var i = 0; i < part.Length; i++)
                {
                    part[i] += classes[i] == c ? 1f / native.Count : 0;
                }
            }

            shares.Take((byte)c, stack.Resample(part), best, second);
        }

        for (var i = 0; i < best.Length; i++)
        {
            shares.Share[i] = (byte)((best[i] / (best[i] + second[i]) * 255) + 0.5f);
        }

        return shares;
    }

    /// <summary>Voxels whose first class is each class from 1, evenly thinned.</summary>
    public int[][] Positions(int classes, int most)
    {
        var counts = new int[classes];
        foreach (var c in First)
        {
            counts[c]++;
        }

        var positions = new int[classes][];
        positions[0] = [];
        for (var c = 1; c < classes; c++)
        {
            var step = Math.Max(1, counts[c] / most);
            var (found, seen) = (new List<int>(Math.Min(counts[c], most + 1)), 0);
            for (var i = 0; i < First.Length && found.Count < most; i++)
            {
                if (First[i] == c && seen++ % step == 0)
                {
                    found.Add(i);
                }
            }

            positions[c] = [.. found];
        }

        return positions;
    }

    /// <summary>Adds a voxel's shares, times a weight, to a vector of classes.</summary>
    public void AddTo(Span<float> target, int voxel, float weight)
    {
        var share = weight * Share[voxel] * (1 / 255f);
        target[First[voxel]] += share;
        target[Second[voxel]] += weight - share;
    }

    private void Take(byte c, float[] share, float[] best, float[] second)
    {
        for (var i = 0; i < share.Length; i++)
        {
            if (share[i] > best[i])
            {
                (second[i], Second[i]) = (best[i], First[i]);
                (best[i], First[i]) = (share[i], c);
            }
            else if (share[i] > second[i])
            {
                (second[i], Second[i]) = (share[i], c);
            }
        }
    }
}
