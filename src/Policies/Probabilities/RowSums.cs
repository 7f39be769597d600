using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ActiveSeg.Policies.Probabilities;

internal static class RowSums
{
    /// <summary>Sum of each row; four columns at a time.</summary>
    public static void Of(ReadOnlySpan<float> terms, int classes, Span<float> sums)
    {
        ref var from = ref MemoryMarshal.GetReference(terms);
        for (var row = 0; row < sums.Length; row++)
        {
            var start = row * classes;
            var (total, rest, c) = (Vector128<float>.Zero, 0f, 0);
            for (; c <= classes - Vector128<float>.Count; c += Vector128<float>.Count)
            {
                total += Vector128.LoadUnsafe(ref from, (nuint)(start + c));
            }

            for (; c < classes; c++)
            {
                rest += terms[start + c];
            }

            sums[row] = Vector128.Sum(total) + rest;
        }
    }
}
