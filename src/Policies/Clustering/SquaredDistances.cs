using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ActiveSeg.Policies.Clustering;

/// <summary>Squared Euclidean distances from differences, so that equal rows are at exactly 0.</summary>
/// <remarks>
/// <para>Deterministic: every pair is summed in the same order whichever method computes it.</para>
/// </remarks>
internal static class SquaredDistances
{
    private const int Block = 8;

    public static float Between(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        if (a.Length != b.Length)
        {
            throw new ArgumentException("rows differ in width", nameof(b));
        }

        return Between(ref MemoryMarshal.GetReference(a), ref MemoryMarshal.GetReference(b), a.Length);
    }

    /// <summary>Distances from one row to every row of a matrix.</summary>
    /// <param name="row">Shape <c>[d]</c>.</param>
    /// <param name="matrix">Shape <c>[k * d]</c>, row-major.</param>
    /// <param name="distances">Shape <c>[k]</c>; receives the squares.</param>
    public static void ToAll(ReadOnlySpan<float> row, ReadOnlySpan<float> matrix, Span<float> distances)
    {
        var width = row.Length;
        if (matrix.Length != (long)distances.Length * width)
        {
            throw new ArgumentException("matrix and distances differ in rows", nameof(distances));
        }

        ref var x = ref MemoryMarshal.GetReference(row);
        ref var rows = ref MemoryMarshal.GetReference(matrix);
        var at = 0;
        for (; at + Block <= distances.Length; at += Block)
        {
            ToEight(ref x, ref Unsafe.Add(ref rows, at * width), width, distances.Slice(at, Block));
        }

        for (; at < distances.Length; at++)
        {
            distances[at] = Between(ref x, ref Unsafe.Add(ref rows, at * width), width);
        }
    }

    private static float Between(ref float x, ref float y, int width)
    {
        var sum = Vector<float>.Zero;
        var j = 0;
        for (; j + Vector<float>.Count <= width; j += Vector<float>.Count)
        {
            var gap = Vector.LoadUnsafe(ref x, (nuint)j) - Vector.LoadUnsafe(ref y, (nuint)j);
            sum = Vector.FusedMultiplyAdd(gap, gap, sum);
        }

        return Vector.Sum(sum) + Tail(ref x, ref y, j, width);
    }

    private static void ToEight(ref float x, ref float y, int width, Span<float> distances)
    {
        var (s0, s1, s2, s3) = (Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero);
        var (s4, s5, s6, s7) = (Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero);
        var step = (nuint)width;
        var j = 0;
        for (; j + Vector<float>.Count <= width; j += Vector<float>.Count)
        {
            var v = Vector.LoadUnsafe(ref x, (nuint)j);
            var at = (nuint)j;
            s0 = Add(s0, v - Vector.LoadUnsafe(ref y, at));
            s1 = Add(s1, v - Vector.LoadUnsafe(ref y, at += step));
            s2 = Add(s2, v - Vector.LoadUnsafe(ref y, at += step));
            s3 = Add(s3, v - Vector.LoadUnsafe(ref y, at += step));
            s4 = Add(s4, v - Vector.LoadUnsafe(ref y, at += step));
            s5 = Add(s5, v - Vector.LoadUnsafe(ref y, at += step));
            s6 = Add(s6, v - Vector.LoadUnsafe(ref y, at += step));
            s7 = Add(s7, v - Vector.LoadUnsafe(ref y, at + step));
        }

        (distances[0], distances[1], distances[2], distances[3]) =
            (Vector.Sum(s0), Vector.Sum(s1), Vector.Sum(s2), Vector.Sum(s3));
        (distances[4], distances[5], distances[6], distances[7]) =
            (Vector.Sum(s4), Vector.Sum(s5), Vector.Sum(s6), Vector.Sum(s7));
        if (j < width)
        {
            for (var k = 0; k < Block; k++)
            {
                distances[k] += Tail(ref x, ref Unsafe.Add(ref y, k * width), j, width);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Add(Vector<float> sum, Vector<float> gap) => Vector.FusedMultiplyAdd(gap, gap, sum);

    private static float Tail(ref float x, ref float y, int from, int width)
    {
        var sum = 0f;
        for (var j = from; j < width; j++)
        {
            var gap = Unsafe.Add(ref x, j) - Unsafe.Add(ref y, j);
            sum += gap * gap;
        }

        return sum;
    }
}
