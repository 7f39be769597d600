using System.Numerics;

namespace ActiveSeg.Nets.Uncertainty;

/// <summary>Turns sums over the passes into the maps of a scan.</summary>
internal static class PassMaps
{
    private const float Smallest = 1e-37f;

    /// <summary>Overwrites the sums with means and maps. Shapes: <c>[C, V]</c>, <c>[V]</c>, <c>[V]</c>, <c>[M][V]</c>.</summary>
    public static UncertaintyMaps Of(float[] sum, float[] entropies, float[] squares, byte[][] masks)
    {
        var (voxels, scale) = (entropies.Length, 1f / masks.Length);
        var (entropy, mutual) = (new float[voxels], new float[voxels]);
        var (least, margin, classes) = (new float[voxels], new float[voxels], new byte[voxels]);
        var (width, v) = (Vector<float>.Count, 0);
        Span<int> likeliest = stackalloc int[width];
        for (; v <= voxels - width; v += width)
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

        for (; v < voxels; v++)
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

        return new UncertaintyMaps(sum, classes, masks, [entropy, entropies, mutual, least, margin, squares]);
    }

    /// <summary><c>-p ln p</c>, 0 at 0.</summary>
    public static Vector<float> EntropyOf(Vector<float> p) => -p * Vector.Log(Vector.Max(p, new Vector<float>(Smallest)));

    /// <inheritdoc cref="EntropyOf(Vector{float})"/>
    public static float EntropyOf(float p) => -p * MathF.Log(Math.Max(p, Smallest));

    private static Vector<float> AtLeast0(Vector<float> v) => Vector.Max(v, Vector<float>.Zero);
}
