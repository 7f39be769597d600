using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActiveSeg.Policies.Kernels;

/// <summary>The innermost loops: products of a few rows with one panel, all sums in registers.</summary>
/// <remarks>
/// <para>Deterministic: every product is one chain of fused additions over the columns, first to last, in one lane; so it
/// depends on its two rows only, and <c>a.b = b.a</c>, whatever the vector width or the place in a tile.</para>
/// </remarks>
internal static class MicroKernel
{
    public const int Rows256 = 6;
    public const int Rows512 = 8;

    /// <summary>6 rows by 16 of a panel; adds to what the tile holds where the chain goes on.</summary>
    /// <param name="a">First of 6 rows, <paramref name="step"/> numbers apart; the last stands in for those above <paramref name="last"/>.</param>
    /// <param name="last">Index of the last row there is, 0 to 5.</param>
    /// <param name="step">Numbers from row to row.</param>
    /// <param name="b">Panel, from the same column on.</param>
    /// <param name="depth">Columns to go through.</param>
    /// <param name="tile">Where the first row's products go.</param>
    /// <param name="stride">Numbers from row to row of the tile.</param>
    /// <param name="goesOn">Whether the tile holds the sums of the columns before.</param>
    public static void Six(
        ref float a, int last, nint step, ref float b, int depth, ref float tile, nint stride, bool goesOn)
    {
        nint r1 = Math.Min(1, last), r2 = Math.Min(2, last), r3 = Math.Min(3, last), r4 = Math.Min(4, last), r5 = last;
        ref var a1 = ref Unsafe.Add(ref a, r1 * step);
        ref var a2 = ref Unsafe.Add(ref a, r2 * step);
        ref var a3 = ref Unsafe.Add(ref a, r3 * step);
        ref var a4 = ref Unsafe.Add(ref a, r4 * step);
        ref var a5 = ref Unsafe.Add(ref a, r5 * step);
        Vector256<float> c00, c01, c10, c11, c20, c21, c30, c31, c40, c41, c50, c51;
        c00 = c01 = c10 = c11 = c20 = c21 = c30 = c31 = c40 = c41 = c50 = c51 = Vector256<float>.Zero;
        if (goesOn)
        {
            (c00, c01) = Load(ref tile, 0);
            (c10, c11) = Load(ref tile, r1 * stride);
            (c20, c21) = Load(ref tile, r2 * stride);
            (c30, c31) = Load(ref tile, r3 * stride);
            (c40, c41) = Load(ref tile, r4 * stride);
            (c50, c51) = Load(ref tile, r5 * stride);
        }

        for (nint k = 0; k < depth; k++)
        {
            var b0 = Vector256.LoadUnsafe(ref b);
            var b1 = Vector256.LoadUnsafe(ref b, 8);
            b = ref Unsafe.Add(ref b, 16);
            var v = Vector256.Create(Unsafe.Add(ref a, k));
            c00 = Vector256.FusedMultiplyAdd(v, b0, c00);
            c01 = Vector256.FusedMultiplyAdd(v, b1, c01);
            v = Vector256.Create(Unsafe.Add(ref a1, k));
            c10 = Vector256.FusedMultiplyAdd(v, b0, c10);
            c11 = Vector256.FusedMultiplyAdd(v, b1, c11);
            v = Vector256.Create(Unsafe.Add(ref a2, k));
            c20 = Vector256.FusedMultiplyAdd(v, b0, c20);
            c21 = Vector256.FusedMultiplyAdd(v, b1, c21);
            v = Vector256.Create(Unsafe.Add(ref a3, k));
            c30 = Vector256.FusedMultiplyAdd(v, b0, c30);
            c31 = Vector256.FusedMultiplyAdd(v, b1, c31);
            v = Vector256.Create(Unsafe.Add(ref a4, k));
            c40 = Vector256.FusedMultiplyAdd(v, b0, c40);
            c41 = Vector256.FusedMultiplyAdd(v, b1, c41);
            v = Vector256.Create(Unsafe.Add(ref a5, k));
            c50 = Vector256.FusedMultiplyAdd(v, b0, c50);
            c51 = Vector256.FusedMultiplyAdd(v, b1, c51);
        }

        Store(ref tile, 0, c00, c01);
        Store(ref tile, r1 * stride, c10, c11);
        Store(ref tile, r2 * stride, c20, c21);
        Store(ref tile, r3 * stride, c30, c31);
        Store(ref tile, r4 * stride, c40, c41);
        Store(ref tile, r5 * stride, c50, c51);
    }

    /// <summary>8 rows by 32 of a panel; arguments as for <see cref="Six"/>.</summary>
    public static void Eight(
        ref float a, int last, nint step, ref float b, int depth, ref float tile, nint stride, bool goesOn)
    {
        nint r1 = Math.Min(1, last), r2 = Math.Min(2, last), r3 = Math.Min(3, last), r4 = Math.Min(4, last);
        nint r5 = Math.Min(5, last), r6 = Math.Min(6, last), r7 = last;
        ref var a1 = ref Unsafe.Add(ref a, r1 * step);
        ref var a2 = ref Unsafe.Add(ref a, r2 * step);
        ref var a3 = ref Unsafe.Add(ref a, r3 * step);
        ref var a4 = ref Unsafe.Add(ref a, r4 * step);
        ref var a5 = ref Unsafe.Add(ref a, r5 * step);
        ref var a6 = ref Unsafe.Add(ref a, r6 * step);
        ref var a7 = ref Unsafe.Add(ref a, r7 * step);
        Vector512<float> c00, c01, c10, c11, c20, c21, c30, c31, c40, c41, c50, c51, c60, c61, c70, c71;
        c00 = c01 = c10 = c11 = c20 = c21 = c30 = c31 = c40 = c41 = c50 = c51 = c60 = c61 = c70 = c71 = Vector512<float>.Zero;
        if (goesOn)
        {
            (c00, c01) = LoadWide(ref tile, 0);
            (c10, c11) = LoadWide(ref tile, r1 * stride);
            (c20, c21) = LoadWide(ref tile, r2 * stride);
            (c30, c31) = LoadWide(ref tile, r3 * stride);
            (c40, c41) = LoadWide(ref tile, r4 * stride);
            (c50, c51) = LoadWide(ref tile, r5 * stride);
            (c60, c61) = LoadWide(ref tile, r6 * stride);
            (c70, c71) = LoadWide(ref tile, r7 * stride);
        }

        for (nint k = 0; k < depth; k++)
        {
            var b0 = Vector512.LoadUnsafe(ref b);
            var b1 = Vector512.LoadUnsafe(ref b, 16);
            b = ref Unsafe.Add(ref b, 32);
            var v = Vector512.Create(Unsafe.Add(ref a, k));
            c00 = Vector512.FusedMultiplyAdd(v, b0, c00);
            c01 = Vector512.FusedMultiplyAdd(v, b1, c01);
            v = Vector512.Create(Unsafe.Add(ref a1, k));
            c10 = Vector512.FusedMultiplyAdd(v, b0, c10);
            c11 = Vector512.FusedMultiplyAdd(v, b1, c11);
            v = Vector512.Create(Unsafe.Add(ref a2, k));
            c20 = Vector512.FusedMultiplyAdd(v, b0, c20);
            c21 = Vector512.FusedMultiplyAdd(v, b1, c21);
            v = Vector512.Create(Unsafe.Add(ref a3, k));
            c30 = Vector512.FusedMultiplyAdd(v, b0, c30);
            c31 = Vector512.FusedMultiplyAdd(v, b1, c31);
            v = Vector512.Create(Unsafe.Add(ref a4, k));
            c40 = Vector512.FusedMultiplyAdd(v, b0, c40);
            c41 = Vector512.FusedMultiplyAdd(v, b1, c41);
            v = Vector512.Create(Unsafe.Add(ref a5, k));
            c50 = Vector512.FusedMultiplyAdd(v, b0, c50);
            c51 = Vector512.FusedMultiplyAdd(v, b1, c51);
            v = Vector512.Create(Unsafe.Add(ref a6, k));
            c60 = Vector512.FusedMultiplyAdd(v, b0, c60);
            c61 = Vector512.FusedMultiplyAdd(v, b1, c61);
            v = Vector512.Create(Unsafe.Add(ref a7, k));
            c70 = Vector512.FusedMultiplyAdd(v, b0, c70);
            c71 = Vector512.FusedMultiplyAdd(v, b1, c71);
        }

        StoreWide(ref tile, 0, c00, c01);
        StoreWide(ref tile, r1 * stride, c10, c11);
        StoreWide(ref tile, r2 * stride, c20, c21);
        StoreWide(ref tile, r3 * stride, c30, c31);
        StoreWide(ref tile, r4 * stride, c40, c41);
        StoreWide(ref tile, r5 * stride, c50, c51);
        StoreWide(ref tile, r6 * stride, c60, c61);
        StoreWide(ref tile, r7 * stride, c70, c71);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<float> Left, Vector256<float> Right) Load(ref float tile, nint at) =>
        (Vector256.LoadUnsafe(ref tile, (nuint)at), Vector256.LoadUnsafe(ref tile, (nuint)at + 8));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref float tile, nint at, Vector256<float> left, Vector256<float> right)
    {
        left.StoreUnsafe(ref tile, (nuint)at);
        right.StoreUnsafe(ref tile, (nuint)at + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> Left, Vector512<float> Right) LoadWide(ref float tile, nint at) =>
        (Vector512.LoadUnsafe(ref tile, (nuint)at), Vector512.LoadUnsafe(ref tile, (nuint)at + 16));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreWide(ref float tile, nint at, Vector512<float> left, Vector512<float> right)
    {
        left.StoreUnsafe(ref tile, (nuint)at);
        right.StoreUnsafe(ref tile, (nuint)at + 16);
    }
}
