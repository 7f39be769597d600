using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ActiveSeg.Nets.Uncertainty.Committees;

/// <summary>Compares the hard masks of several passes with each other.</summary>
internal static class MaskCommittee
{
    private const int WordsOfBlock = 1024;

    /// <summary>Dice of every pair of masks, a matrix for each class from 1 on; 1 when both are empty.</summary>
    /// <param name="masks">Classes. Shape: <c>[K][voxels]</c>.</param>
    /// <param name="classes">Classes with the background.</param>
    /// <remarks>Cost: O(C (K + K²/64) voxels): masks are packed to a bit a voxel, block by block.</remarks>
    /// <exception cref="ArgumentException">There is no mask, or their lengths differ.</exception>
    public static ImmutableArray<SymmetricMatrix> Dice(byte[][] masks, int classes)
    {
        var first = Masks.RequireSame(masks);
        var counts = Enumerable.Range(1, classes - 1).Select(_ => new SymmetricMatrix(masks.Length)).ToImmutableArray();
        var bits = Array.ConvertAll(masks, _ => new ulong[WordsOfBlock]);
        for (var from = 0; from < first; from += WordsOfBlock * 64)
        {
            var length = Math.Min(WordsOfBlock * 64, first - from);
            for (var c = 1; c < classes; c++)
            {
                for (var k = 0; k < masks.Length; k++)
                {
                    Pack(masks[k].AsSpan(from, length), (byte)c, bits[k]);
                }

                Count(bits, counts[c - 1]);
            }
        }

        return [.. counts.Select(n => SymmetricMatrix.Of(masks.Length, (a, b) =>
            n[a, a] + n[b, b] == 0 ? 1 : 2 * n[a, b] / (n[a, a] + n[b, b])))];
    }

    /// <param name="dice">Pairwise Dice, 1 on the diagonal.</param>
    public static CommitteeDisagreement Disagreement(SymmetricMatrix dice)
    {
        var k = dice.Order;
        if (k == 1)
        {
            return new CommitteeDisagreement(0, 0, 0);
        }

        var mean = 0.0;
        for (var a = 0; a < k; a++)
        {
            for (var b = a + 1; b < k; b++)
            {
                mean += (1 - dice[a, b]) / (k * (k - 1) / 2.0);
            }
        }

        var lambda = SymmetricMatrix.Of(k, (a, b) => a == b ? 0 : 1 - dice[a, b]).Eigenvalues()[^1] / (k - 1);
        var entropy = dice.Eigenvalues().Sum(v => v > 0 ? -(v / k) * Math.Log(v / k) : 0) / Math.Log(k);
        return new CommitteeDisagreement(Math.Clamp(lambda, 0, 1), Math.Clamp(entropy, 0, 1), Math.Clamp(mean, 0, 1));
    }

    private static void Count(ulong[][] bits, SymmetricMatrix counts)
    {
        for (var a = 0; a < bits.Length; a++)
        {
            var own = bits[a].AsSpan();
            if (!own.ContainsAnyExcept(0UL))
            {
                continue;
            }

            for (var b = a; b < bits.Length; b++)
            {
                var other = bits[b].AsSpan();
                var both = 0;
                for (var w = 0; w < own.Length; w++)
                {
                    both += BitOperations.PopCount(own[w] & other[w]);
                }

                counts[a, b] += both;
            }
        }
    }

    private static void Pack(ReadOnlySpan<byte> mask, byte @class, ulong[] bits)
    {
        Array.Clear(bits);
        var (wanted, v) = (Vector256.Create(@class), 0);
        var halves = MemoryMarshal.Cast<ulong, uint>(bits.AsSpan());
        for (; v <= mask.Length - 32; v += 32)
        {
            halves[v / 32] = Vector256.Equals(Vector256.Create(mask.Slice(v, 32)), wanted).ExtractMostSignificantBits();
        }

        for (; v < mask.Length; v++)
        {
            halves[v / 32] |= mask[v] == @class ? 1u << (v % 32) : 0;
        }
    }
}
