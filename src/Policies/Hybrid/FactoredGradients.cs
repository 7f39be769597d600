using System.Numerics;
using System.Runtime.InteropServices;
using ActiveSeg.Policies.Kernels;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Hybrid;

/// <summary>Gradients as outer products of residuals and embeddings, kept as the two factors.</summary>
/// <remarks>
/// <para>A product of embeddings is at most that of their lengths, so where even that would leave a scan farther from the new pick
/// than from an old one the embedding is not read.</para>
/// </remarks>
internal sealed class FactoredGradients
{
    private readonly PoolColumns _pool;
    private readonly int[] _listed;
    private readonly RowVectors _probabilities;
    private readonly float[] _residuals;
    private readonly float[] _lengths;
    private readonly int _classes;

    public FactoredGradients(PoolColumns pool, int[] listed)
    {
        (_pool, _listed, _probabilities) = (pool, listed, pool.Vectors[ColumnNames.ClassProbabilities]);
        _classes = _probabilities.Width;
        _residuals = new float[listed.Length * _classes];
        (SquaredNorms, _lengths) = (new float[listed.Length], new float[listed.Length]);
        RowChunks.For(listed.Length, (from, count) =>
        {
            for (var i = from; i < from + count; i++)
            {
                var residual = _residuals.AsSpan(i * _classes, _classes);
                Residual(listed[i], residual);
                var row = pool.Embedding(listed[i]);
                var squared = Dot(row, row);
                SquaredNorms[i] = Dot(residual, residual) * squared;
                _lengths[i] = MathF.Sqrt(squared);
            }
        });
    }

    /// <summary>Shape <c>[n]</c>.</summary>
    public float[] SquaredNorms { get; }

    /// <summary>What lowers squared distances to those from a scan of the pool.</summary>
    public Action<int, int, float[]> CoverFrom(int scan)
    {
        var residual = new float[_classes];
        Residual(scan, residual);
        var squaredLength = Dot(_pool.Embedding(scan), _pool.Embedding(scan));
        var own = Dot(residual, residual) * squaredLength;
        var reach = 2 * MathF.Sqrt(squaredLength);
        return (from, count, squared) =>
        {
            var centre = _pool.Embedding(scan);
            for (var i = from; i < from + count; i++)
            {
                var outer = Dot(_residuals.AsSpan(i * _classes, _classes), residual);
                if (SquaredNorms[i] + own - (reach * MathF.Abs(outer) * _lengths[i]) >= squared[i])
                {
                    continue;
                }

                var distance = SquaredNorms[i] + own - (2 * outer * Dot(_pool.Embedding(_listed[i]), centre));
                squared[i] = Math.Min(squared[i], Math.Max(distance, 0));
            }
        };
    }

    private void Residual(int scan, Span<float> residual)
    {
        var row = _probabilities.Row(scan);
        row.CopyTo(residual);
        var best = 0;
        for (var c = 1; c < row.Length; c++)
        {
            best = row[c] > row[best] ? c : best;
        }

        residual[best] -= 1;
    }

    // Equal rows give equal sums in any pairing, so that a scan is at exactly 0 from its double.
    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ref var x = ref MemoryMarshal.GetReference(a);
        ref var y = ref MemoryMarshal.GetReference(b);
        var (s0, s1, s2, s3) = (Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero);
        var (step, width) = ((nuint)Vector<float>.Count, (nuint)a.Length);
        nuint j = 0;
        for (; j + (4 * step) <= width; j += 4 * step)
        {
            s0 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref x, j), Vector.LoadUnsafe(ref y, j), s0);
            s1 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref x, j + step), Vector.LoadUnsafe(ref y, j + step), s1);
            s2 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref x, j + (2 * step)), Vector.LoadUnsafe(ref y, j + (2 * step)), s2);
            s3 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref x, j + (3 * step)), Vector.LoadUnsafe(ref y, j + (3 * step)), s3);
        }

        for (; j + step <= width; j += step)
        {
            s0 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref x, j), Vector.LoadUnsafe(ref y, j), s0);
        }

        var sum = Vector.Sum((s0 + s1) + (s2 + s3));
        for (; j < width; j++)
        {
            sum += a[(int)j] * b[(int)j];
        }

        return sum;
    }
}
