using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ActiveSeg.Policies.Kernels;

/// <summary>Squared norms of rows, summed as the kernel sums products: one chain of fused additions over the columns.</summary>
/// <remarks>
/// <para>So <c>|a|^2 + |a|^2 - 2 a.a</c> is exactly 0. Error: at most <c>d * 2^-24</c> of the norm, to first order.</para>
/// </remarks>
internal static class RowNorms
{
    public static float Squared(ReadOnlySpan<float> row)
    {
        var sum = 0f;
        foreach (var value in row)
        {
            sum = MathF.FusedMultiplyAdd(value, value, sum);
        }

        return sum;
    }

    /// <summary>The same in another order of summation, several times as fast: for error bounds and sorting out.</summary>
    public static float Near(ReadOnlySpan<float> row)
    {
        ref var x = ref MemoryMarshal.GetReference(row);
        var (s0, s1) = (Vector<float>.Zero, Vector<float>.Zero);
        var j = 0;
        for (; j + (2 * Vector<float>.Count) <= row.Length; j += 2 * Vector<float>.Count)
        {
            var (v, w) = (Vector.LoadUnsafe(ref x, (nuint)j), Vector.LoadUnsafe(ref x, (nuint)(j + Vector<float>.Count)));
            s0 = Vector.FusedMultiplyAdd(v, v, s0);
            s1 = Vector.FusedMultiplyAdd(w, w, s1);
        }

        var sum = Vector.Sum(s0 + s1);
        for (; j < row.Length; j++)
        {
            sum += row[j] * row[j];
        }

        return sum;
    }

    /// <summary>Squared norms of all rows, shape <c>[n]</c>.</summary>
    public static float[] Squared(RowTable rows, int threads = RowChunks.DefaultThreads)
    {
        var norms = new float[rows.Count];
        RowChunks.For(
            rows.Count,
            (from, count) =>
            {
                var i = from;
                for (; i + 4 <= from + count; i += 4)
                {
                    Four(rows[i], rows[i + 1], rows[i + 2], rows[i + 3], norms.AsSpan(i, 4));
                }

                for (; i < from + count; i++)
                {
                    norms[i] = Squared(rows[i]);
                }
            },
            threads: threads);
        return norms;
    }

    // Four chains at a time hide the latency of the additions.
    private static void Four(
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c, ReadOnlySpan<float> d, Span<float> norms)
    {
        ref var x = ref MemoryMarshal.GetReference(a);
        ref var y = ref MemoryMarshal.GetReference(b);
        ref var z = ref MemoryMarshal.GetReference(c);
        ref var w = ref MemoryMarshal.GetReference(d);
        var (s0, s1, s2, s3) = (0f, 0f, 0f, 0f);
        for (var j = 0; j < a.Length; j++)
        {
            s0 = MathF.FusedMultiplyAdd(Unsafe.Add(ref x, j), Unsafe.Add(ref x, j), s0);
            s1 = MathF.FusedMultiplyAdd(Unsafe.Add(ref y, j), Unsafe.Add(ref y, j), s1);
            s2 = MathF.FusedMultiplyAdd(Unsafe.Add(ref z, j), Unsafe.Add(ref z, j), s2);
            s3 = MathF.FusedMultiplyAdd(Unsafe.Add(ref w, j), Unsafe.Add(ref w, j), s3);
        }

        (norms[0], norms[1], norms[2], norms[3]) = (s0, s1, s2, s3);
    }
}
