using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActiveSeg.Nets.Networks.Kernels;

/// <summary>Products of small matrices that are in the processor's cache.</summary>
internal static unsafe class MatrixProducts
{
    /// <summary>Rows that <see cref="Multiply"/> takes at a time.</summary>
    public const int RowStep = 6;

    /// <summary><c>c = a b</c>, or added to what <c>c</c> holds.</summary>
    /// <param name="a">Shape <c>[rows, inner]</c>, rows by sixes.</param>
    /// <param name="b">Shape <c>[columns / 16, inner, 16]</c>.</param>
    /// <param name="c">Shape <c>[rows, columns]</c>.</param>
    /// <param name="rows">By sixes.</param>
    /// <param name="inner">Any.</param>
    /// <param name="columns">By sixteens.</param>
    /// <param name="add">Whether to add.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(float* a, float* b, float* c, int rows, int inner, int columns, bool add)
    {
        for (var column = 0; column < columns; column += 16, b += inner * 16)
        {
            for (var row = 0; row < rows; row += RowStep)
            {
                var p0 = a + ((long)row * inner);
                var p3 = p0 + (3L * inner);
                var q = c + ((long)row * columns) + column;
                Vector256<float> c00, c01, c10, c11, c20, c21, c30, c31, c40, c41, c50, c51;
                if (add)
                {
                    (c00, c01) = (Vector256.Load(q), Vector256.Load(q + 8));
                    (c10, c11) = (Vector256.Load(q + columns), Vector256.Load(q + columns + 8));
                    (c20, c21) = (Vector256.Load(q + (2 * columns)), Vector256.Load(q + (2 * columns) + 8));
                    (c30, c31) = (Vector256.Load(q + (3 * columns)), Vector256.Load(q + (3 * columns) + 8));
                    (c40, c41) = (Vector256.Load(q + (4 * columns)), Vector256.Load(q + (4 * columns) + 8));
                    (c50, c51) = (Vector256.Load(q + (5 * columns)), Vector256.Load(q + (5 * columns) + 8));
                }
                else
                {
                    c00 = c01 = c10 = c11 = c20 = c21 = c30 = c31 = c40 = c41 = c50 = c51 = Vector256<float>.Zero;
                }

                var w = b;
                for (var k = 0; k < inner; k++, w += 16, p0++, p3++)
                {
                    var (w0, w1) = (Vector256.Load(w), Vector256.Load(w + 8));
                    var v = Vector256.Create(*p0);
                    c00 = Vector256.FusedMultiplyAdd(v, w0, c00);
                    c01 = Vector256.FusedMultiplyAdd(v, w1, c01);
                    v = Vector256.Create(p0[inner]);
                    c10 = Vector256.FusedMultiplyAdd(v, w0, c10);
                    c11 = Vector256.FusedMultiplyAdd(v, w1, c11);
                    v = Vector256.Create(p0[2 * (nint)inner]);
                    c20 = Vector256.FusedMultiplyAdd(v, w0, c20);
                    c21 = Vector256.FusedMultiplyAdd(v, w1, c21);
                    v = Vector256.Create(*p3);
                    c30 = Vector256.FusedMultiplyAdd(v, w0, c30);
                    c31 = Vector256.FusedMultiplyAdd(v, w1, c31);
                    v = Vector256.Create(p3[inner]);
                    c40 = Vector256.FusedMultiplyAdd(v, w0, c40);
                    c41 = Vector256.FusedMultiplyAdd(v, w1, c41);
                    v = Vector256.Create(p3[2 * (nint)inner]);
                    c50 = Vector256.FusedMultiplyAdd(v, w0, c50);
                    c51 = Vector256.FusedMultiplyAdd(v, w1, c51);
                }

                Store(q, c00, c01);
                Store(q + columns, c10, c11);
                Store(q + (2 * columns), c20, c21);
                Store(q + (3 * columns), c30, c31);
                Store(q + (4 * columns), c40, c41);
                Store(q + (5 * columns), c50, c51);
            }
        }
    }

    /// <summary><c>c += aᵀ b</c>.</summary>
    /// <param name="a">Shape <c>[inner, rows]</c>.</param>
    /// <param name="b">Shape <c>[inner, columns]</c>.</param>
    /// <param name="c">Shape <c>[columns / 16, rows, 16]</c>.</param>
    /// <param name="inner">Any.</param>
    /// <param name="rows">By fours.</param>
    /// <param name="columns">By sixteens.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddTransposed(float* a, float* b, float* c, int inner, int rows, int columns)
    {
        for (var column = 0; column < columns; column += 16)
        {
            for (var row = 0; row < rows; row += 4, c += 64)
            {
                var (c00, c01) = (Vector256.Load(c), Vector256.Load(c + 8));
                var (c10, c11) = (Vector256.Load(c + 16), Vector256.Load(c + 24));
                var (c20, c21) = (Vector256.Load(c + 32), Vector256.Load(c + 40));
                var (c30, c31) = (Vector256.Load(c + 48), Vector256.Load(c + 56));
                var p = a + row;
                var w = b + column;
                for (var k = 0; k < inner; k++, p += rows, w += columns)
                {
                    var (w0, w1) = (Vector256.Load(w), Vector256.Load(w + 8));
                    var v = Vector256.Create(*p);
                    c00 = Vector256.FusedMultiplyAdd(v, w0, c00);
                    c01 = Vector256.FusedMultiplyAdd(v, w1, c01);
                    v = Vector256.Create(p[1]);
                    c10 = Vector256.FusedMultiplyAdd(v, w0, c10);
                    c11 = Vector256.FusedMultiplyAdd(v, w1, c11);
                    v = Vector256.Create(p[2]);
                    c20 = Vector256.FusedMultiplyAdd(v, w0, c20);
                    c21 = Vector256.FusedMultiplyAdd(v, w1, c21);
                    v = Vector256.Create(p[3]);
                    c30 = Vector256.FusedMultiplyAdd(v, w0, c30);
                    c31 = Vector256.FusedMultiplyAdd(v, w1, c31);
                }

                Store(c, c00, c01);
                Store(c + 16, c10, c11);
                Store(c + 32, c20, c21);
                Store(c + 48, c30, c31);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* to, Vector256<float> left, Vector256<float> right)
    {
        left.Store(to);
        right.Store(to + 8);
    }
}
