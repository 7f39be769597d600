using System.Collections.Immutable;
using System.Numerics.Tensors;
using ActiveSeg.Lab.Cases;
using ActiveSeg.Lab.Learners;
using ActiveSeg.Lab.Results;

namespace ActiveSeg.Lab.Experiments;

/// <summary>The pool's embeddings on their first two principal components.</summary>
internal static class EmbeddingMap
{
    private const int Sweeps = 100;

    /// <summary>Points of the pool scans. Deterministic; signs of the axes mean nothing.</summary>
    public static ImmutableArray<MapPoint> Of(PoolDescription pool, CaseSet cases)
    {
        var (n, d) = (pool.Scans.Length, pool.EmbeddingWidth);
        var rows = (float[])pool.Embeddings.Clone();
        for (var j = 0; j < d; j++)
        {
            var mean = 0.0;
            for (var i = 0; i < n; i++)
            {
                mean += rows[(i * d) + j] / (double)n;
            }

            for (var i = 0; i < n; i++)
            {
                rows[(i * d) + j] -= (float)mean;
            }
        }

        var first = Component(rows, d, null);
        var second = Component(rows, d, first);
        return [.. pool.Scans.Select((scan, i) => new MapPoint(
            scan, TensorPrimitives.Dot(rows.AsSpan(i * d, d), first), TensorPrimitives.Dot(rows.AsSpan(i * d, d), second), cases.All[scan].Strata))];
    }

    // Power iteration on the covariance, orthogonal to the component before.
    private static float[] Component(float[] rows, int d, float[]? before)
    {
        var axis = new float[d];
        for (var j = 0; j < d; j++)
        {
            axis[j] = 1 + (j % 7);
        }

        var next = new float[d];
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            if (before is not null)
            {
                TensorPrimitives.MultiplyAdd(before, -TensorPrimitives.Dot<float>(axis, before), axis, axis);
            }

            var norm = TensorPrimitives.Norm<float>(axis);
            TensorPrimitives.Divide(axis, norm > 0 ? norm : 1, axis);
            Array.Clear(next);
            for (var at = 0; at < rows.Length; at += d)
            {
                var row = rows.AsSpan(at, d);
                TensorPrimitives.MultiplyAdd(row, TensorPrimitives.Dot(row, axis), next, next);
            }

            (axis, next) = (next, axis);
        }

        var length = TensorPrimitives.Norm<float>(axis);
        TensorPrimitives.Divide(axis, length > 0 ? length : 1, axis);
        return axis;
    }
}
