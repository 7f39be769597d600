using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ActiveSeg.Policies.Probabilities;

/// <summary>Sums and logarithms of probabilities, element by element, eight at a time.</summary>
/// <remarks>
/// <para>What is left behind the last whole vector is done one by one; the logarithms may then differ in their last bit.</para>
/// </remarks>
internal static class ProbabilityTerms
{
    private const float Smallest = 1.17549435e-38f;
    private const float Largest = 1.001f;

    /// <summary>Whether all are numbers from 0 to 1.</summary>
    public static bool AreValid(ReadOnlySpan<float> values)
    {
        ref var from = ref MemoryMarshal.GetReference(values);
        var (valid, at) = (Vector256<float>.AllBitsSet, 0);
        for (; at <= values.Length - Vector256<float>.Count; at += Vector256<float>.Count)
        {
            valid &= Inside(Vector256.LoadUnsafe(ref from, (nuint)at));
        }

        var rest = true;
        for (; at < values.Length; at++)
        {
            rest &= values[at] is >= 0 and <= Largest;
        }

        return rest && AllSet(valid);
    }

    /// <summary><c>-p log p</c>.</summary>
    public static bool Entropy(ReadOnlySpan<float> values, Span<float> terms)
    {
        ref var from = ref MemoryMarshal.GetReference(values);
        ref var to = ref MemoryMarshal.GetReference(terms);
        var (valid, at) = (Vector256<float>.AllBitsSet, 0);
        for (; at <= values.Length - Vector256<float>.Count; at += Vector256<float>.Count)
        {
            var p = Vector256.LoadUnsafe(ref from, (nuint)at);
            valid &= Inside(p);
            MinusPLogP(p).StoreUnsafe(ref to, (nuint)at);
        }

        var rest = true;
        for (; at < values.Length; at++)
        {
            rest &= values[at] is >= 0 and <= Largest;
            terms[at] = MinusPLogP(values[at]);
        }

        return rest && AllSet(valid);
    }

    /// <summary>Adds <c>-p log p</c> to the terms and <c>p</c> to the sums.</summary>
    public static bool AddEntropy(ReadOnlySpan<float> values, Span<float> terms, Span<float> sums)
    {
        ref var from = ref MemoryMarshal.GetReference(values);
        ref var to = ref MemoryMarshal.GetReference(terms);
        ref var sum = ref MemoryMarshal.GetReference(sums);
        var (valid, at) = (Vector256<float>.AllBitsSet, 0);
        for (; at <= values.Length - Vector256<float>.Count; at += Vector256<float>.Count)
        {
            var p = Vector256.LoadUnsafe(ref from, (nuint)at);
            valid &= Inside(p);
            (Vector256.LoadUnsafe(ref to, (nuint)at) + MinusPLogP(p)).StoreUnsafe(ref to, (nuint)at);
            (Vector256.LoadUnsafe(ref sum, (nuint)at) + p).StoreUnsafe(ref sum, (nuint)at);
        }

        var rest = true;
        for (; at < values.Length; at++)
        {
            rest &= values[at] is >= 0 and <= Largest;
            terms[at] += MinusPLogP(values[at]);
            sums[at] += values[at];
        }

        return rest && AllSet(valid);
    }

    /// <summary>Replaces sums of <c>-p log p</c> by <c>-q log q</c> minus their mean, with <c>q</c> the mean of <c>p</c>.</summary>
    public static void MinusMean(ReadOnlySpan<float> sums, Span<float> terms, int passes)
    {
        ref var sum = ref MemoryMarshal.GetReference(sums);
        ref var to = ref MemoryMarshal.GetReference(terms);
        var (scale, at) = (1f / passes, 0);
        for (; at <= sums.Length - Vector256<float>.Count; at += Vector256<float>.Count)
        {
            var mean = Vector256.LoadUnsafe(ref sum, (nuint)at) * scale;
            (MinusPLogP(mean) - (Vector256.LoadUnsafe(ref to, (nuint)at) * scale)).StoreUnsafe(ref to, (nuint)at);
        }

        for (; at < sums.Length; at++)
        {
            terms[at] = MinusPLogP(sums[at] * scale) - (terms[at] * scale);
        }
    }

    /// <summary>Adds the deviation from the first pass to the sums and its square to the squares.</summary>
    public static bool AddDeviation(ReadOnlySpan<float> values, ReadOnlySpan<float> origin, Span<float> sums, Span<float> squares)
    {
        ref var from = ref MemoryMarshal.GetReference(values);
        ref var zero = ref MemoryMarshal.GetReference(origin);
        ref var sum = ref MemoryMarshal.GetReference(sums);
        ref var square = ref MemoryMarshal.GetReference(squares);
        var (valid, at) = (Vector256<float>.AllBitsSet, 0);
        for (; at <= values.Length - Vector256<float>.Count; at += Vector256<float>.Count)
        {
            var p = Vector256.LoadUnsafe(ref from, (nuint)at);
            valid &= Inside(p);
            var deviation = p - Vector256.LoadUnsafe(ref zero, (nuint)at);
            (Vector256.LoadUnsafe(ref sum, (nuint)at) + deviation).StoreUnsafe(ref sum, (nuint)at);
            (Vector256.LoadUnsafe(ref square, (nuint)at) + (deviation * deviation)).StoreUnsafe(ref square, (nuint)at);
        }

        var rest = true;
        for (; at < values.Length; at++)
        {
            rest &= values[at] is >= 0 and <= Largest;
            var deviation = values[at] - origin[at];
            sums[at] += deviation;
            squares[at] += deviation * deviation;
        }

        return rest && AllSet(valid);
    }

    /// <summary>Replaces sums of squares by the variance, at least 0.</summary>
    public static void VarianceOf(ReadOnlySpan<float> sums, Span<float> squares, int passes)
    {
        var scale = 1f / passes;
        for (var i = 0; i < sums.Length; i++)
        {
            var mean = sums[i] * scale;
            squares[i] = Math.Max(0, (squares[i] * scale) - (mean * mean));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> MinusPLogP(Vector256<float> p) =>
        -p * Vector256.Log(Vector256.Max(p, Vector256.Create(Smallest)));

    private static float MinusPLogP(float p) => -p * MathF.Log(MathF.Max(p, Smallest));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Inside(Vector256<float> p) =>
        Vector256.GreaterThanOrEqual(p, Vector256<float>.Zero) & Vector256.LessThanOrEqual(p, Vector256.Create(Largest));

    private static bool AllSet(Vector256<float> mask) => mask.ExtractMostSignificantBits() == 0xFF;
}
