using System.Numerics;

namespace ActiveSeg.Nets.Uncertainty;

/// <summary>Turns sums over the passes into the maps of a scan.</summary>
internal static class PassMaps
{
    private const float Smallest = 1e-37f;

    /// <summary>Overwrites the sums with means and maps. Shapes: <c>[C, V]</c>, <c>[V]</c>, <c>[V]</c>, <c>[M][V]</c>.</summary>
    public static UncertaintyMaps Of(float[] sum, float[] entropies, float[] squares, byte[][] masks, int threads)
    {
        var voxels = entropies.Length;
        float[][] maps = [new float[voxels], entropies, new float[voxels], new float[voxels], new float[voxels], squares];
        var classes = new byte[voxels];
        Pieces.ForEachOf(voxels, threads, (from, to) => Fill(sum, maps, classes, 1f / masks.Length, from, to));
        return new UncertaintyMaps(sum, classes, masks, maps);
    }

    /// <summary>Fills the maps of a piece, in the order of <see cref="VoxelSignals.All"/>.</summary>
    private static void Fill(float[] sum, float[][] maps, byte[] classes, float scale, int from, int to)
    {
        var (entropy, entropies, mutual, least, margin, squares) = (maps[0], maps[1], maps[2], maps[3], maps[4], maps[5]);
        var (voxels, width, v) = (classes.Length, Vector<float>.Count, from);
        Span<int> likeliest = stackalloc int[width];
        for (; v <= to - width; v += width)
        {
            var (h, square) = (Vector<float>.Zero, Vector<float>.Zero);
            var (best, second, at) = (new Vector<float>(-1), new Vector<float>(-1), Vector<int>.Zero);
            for (int c = 0, i = v; c < sum.Length / voxels; c++, i += voxels)
            {
                var p = new Vector<float>(sum, i) * scale;
                p.CopyTo(sum, i);
                h += EntropyOf(p);
                square += p * p;
                at = Vector.ConditionalSelect(Vector.GreaterThan(p, best), new Vector<int>(c), at);
                second = Vector.Max(second, Vector.Min(p, best));
                best = Vector.Max(best, p);
            }

            var expected = new Vector<float>(entropies, v) * scale;
            AtLeast0(h).CopyTo(entropy, v);
            AtLeast0(expected).CopyTo(entropies, v);
            AtLeast0(h - expected).CopyTo(mutual, v);
            AtLeast0(Vector<float>.One - best).CopyTo(least, v);
            AtLeast0(Vector<float>.One - (best - second)).CopyTo(margin, v);
            AtLeast0((new Vector<float>(squares, v) * scale) - square).CopyTo(squares, v);
            at.CopyTo(likeliest);
            for (var i = 0; i < width; i++)
            {
                classes[v + i] = (byte)likeliest[i];
            }
        }

        for (; v < to; v++)
        {
            var (h, square, best, second, at) = (0f, 0f, -1f, -1f, 0);
            for (int c = 0, i = v; c < sum.Length / voxels; c++, i += voxels)
            {
                var p = sum[i] *= scale;
                h += EntropyOf(p);
                square += p * p;
                at = p > best ? c : at;
                second = Math.Max(second, Math.Min(p, best));
                best = Math.Max(best, p);
            }

            var expected = entropies[v] * scale;
            (entropy[v], entropies[v], mutual[v]) = (Math.Max(0, h), Math.Max(0, expected), Math.Max(0, h - expected));
            (least[v], margin[v]) = (Math.Max(0, 1 - best), Math.Max(0, 1 - (best - second)));
            (squares[v], classes[v]) = (Math.Max(0, (squares[v] * scale) - square), (byte)at);
        }
    }

    /// <summary><c>-p ln p</c>, 0 at 0.</summary>
    public static Vector<float> EntropyOf(Vector<float> p) => -p * Vector.Log(Vector.Max(p, new Vector<float>(Smallest)));

    /// <inheritdoc cref="EntropyOf(Vector{float})"/>
    public static float EntropyOf(float p) => -p * MathF.Log(Math.Max(p, Smallest));

    private static Vector<float> AtLeast0(Vector<float> v) => Vector.Max(v, Vector<float>.Zero);
}
