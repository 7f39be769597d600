using System.Collections.Immutable;
using System.Numerics.Tensors;
using ActiveSeg.Policies.Clustering;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Lab.Learners.Screening;

/// <summary>Features of voxels that are learned from scans without labels, and frozen: distances to a dictionary of whitened patches.</summary>
/// <remarks>
/// <para>Shapes: a patch is a cube of 3 x 3 x 3 neighbours and another three voxels apart, <see cref="PatchLength"/> numbers; a voxel has
/// <see cref="Width"/> features: the words' triangle activations, the patch itself, place in the scan and its squares and products, and 1.</para>
/// <para>Source: Coates, Ng and Lee, AISTATS 2011 (whitening, k-means, triangle activation).</para>
/// </remarks>
internal sealed class VoxelFeatures
{
    public const int PatchLength = 2 * 27;

    private const int PatchesOfScan = 400;
    private const int PlaceLength = 9;
    private readonly float[] _mean;
    private readonly float[][] _whitening;
    private readonly float[][] _words;

    private VoxelFeatures(float[] mean, float[][] whitening, float[][] words) => (_mean, _whitening, _words) = (mean, whitening, words);

    public int Words => _words.Length;

    public int Width => _words.Length + PatchLength + PlaceLength + 1;

    /// <summary>Learns the dictionary. Deterministic in the scans and the seed.</summary>
    public static VoxelFeatures Learn(IReadOnlyList<WorkingScan> scans, int words, int seed)
    {
        var rows = new float[scans.Count * PatchesOfScan * PatchLength];
        for (var s = 0; s < scans.Count; s++)
        {
            var random = new Random(unchecked((seed * 31) + s));
            for (var p = 0; p < PatchesOfScan; p++)
            {
                Patch(scans[s], random.Next(scans[s].Size.Count), rows.AsSpan(((s * PatchesOfScan) + p) * PatchLength, PatchLength));
            }
        }

        var (mean, whitening) = Whitening.Of(rows, PatchLength);
        var white = new float[rows.Length];
        for (var row = 0; row < rows.Length / PatchLength; row++)
        {
            Whitening.Apply(rows.AsSpan(row * PatchLength, PatchLength), mean, whitening, white.AsSpan(row * PatchLength, PatchLength));
        }

        var keys = Enumerable.Range(0, rows.Length / PatchLength).Select(i => (ulong)i).ToImmutableArray();
        var fit = KMeans.Fit(white, PatchLength, keys, words, unchecked((ulong)seed));
        return new VoxelFeatures(
            mean, whitening, [.. Enumerable.Range(0, fit.Clusters).Select(c => fit.Centroids.AsSpan().Slice(c * PatchLength, PatchLength).ToArray())]);
    }

    /// <summary>Features of all voxels. Shape: <c>[voxels * Width]</c>.</summary>
    public float[] Of(WorkingScan scan)
    {
        var (width, size) = (Width, scan.Size);
        var features = new float[size.Count * width];
        Span<float> white = stackalloc float[PatchLength];
        for (var v = 0; v < size.Count; v++)
        {
            var row = features.AsSpan(v * width, width);
            var patch = row.Slice(_words.Length, PatchLength);
            Patch(scan, v, patch);
            Whitening.Apply(patch, _mean, _whitening, white);
            Triangle(white, row[.._words.Length]);
            Place(size, v, row.Slice(_words.Length + PatchLength, PlaceLength));
            row[^1] = 1;
        }

        return features;
    }

    private void Triangle(ReadOnlySpan<float> white, Span<float> activations)
    {
        var mean = 0f;
        for (var k = 0; k < _words.Length; k++)
        {
            activations[k] = TensorPrimitives.Distance(white, _words[k]);
            mean += activations[k] / _words.Length;
        }

        for (var k = 0; k < _words.Length; k++)
        {
            activations[k] = Math.Max(0, mean - activations[k]);
        }
    }

    private static void Patch(WorkingScan scan, int voxel, Span<float> patch)
    {
        var size = scan.Size;
        var (x, y, z) = (voxel % size.X, voxel / size.X % size.Y, voxel / (size.X * size.Y));
        var at = 0;
        for (var apart = 1; apart <= 3; apart += 2)
        {
            for (var k = -1; k <= 1; k++)
            {
                for (var j = -1; j <= 1; j++)
                {
                    var row = size.X * (Clamp(y + (j * apart), size.Y) + (size.Y * Clamp(z + (k * apart), size.Z)));
                    for (var i = -1; i <= 1; i++)
                    {
                        patch[at++] = scan.Intensities[row + Clamp(x + (i * apart), size.X)];
                    }
                }
            }
        }
    }

    private static int Clamp(int at, int length) => Math.Clamp(at, 0, length - 1);

    private static void Place(GridSize size, int voxel, Span<float> place)
    {
        var x = (((voxel % size.X) + 0.5f) / size.X * 2) - 1;
        var y = (((voxel / size.X % size.Y) + 0.5f) / size.Y * 2) - 1;
        var z = (((voxel / (size.X * size.Y)) + 0.5f) / size.Z * 2) - 1;
        (place[0], place[1], place[2]) = (x, y, z);
        (place[3], place[4], place[5]) = (x * x, y * y, z * z);
        (place[6], place[7], place[8]) = (x * y, x * z, y * z);
    }
}
