using System.Numerics;

namespace ActiveSeg.Nets.Uncertainty;

/// <summary>Takes in the probabilities of several passes over one scan and keeps sums of them, not the passes.</summary>
/// <remarks>
/// <para>Shapes: <c>V</c> voxels, <c>C</c> classes, <c>M</c> passes.</para>
/// <para>Units: nats.</para>
/// <para>Deterministic: passes may come in any order; sums are of floats, so the order moves the maps by about 1e-6.</para>
/// <para>Cost: O(V C) a pass; memory 4 V (C + 2) + V M bytes, and 4 bytes a voxel for each further map once complete.</para>
/// <para>Threading: one caller at a time; pieces of the scan are worked on by several threads.</para>
/// </remarks>
internal sealed class PassStatistics
{
    /// <summary>Rounding of half precision may lift a probability a little over 1.</summary>
    private const float LargestProbability = 1.01f;

    private readonly StackGrid grid;
    private readonly int classes;
    private readonly int threads;
    private readonly bool[] recorded;
    private readonly byte[][] masks;
    private readonly float[] sum;
    private readonly float[] entropies;
    private readonly float[] squares;
    private bool completed;

    /// <exception cref="ArgumentException">Fewer than 2 or more than 256 classes, no pass, or more values than an array holds.</exception>
    public PassStatistics(StackGrid grid, int classes, int passes, int threads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classes, 256);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(passes);
        if ((long)grid.Voxels * classes > Array.MaxLength)
        {
            throw new ArgumentException($"{grid.Voxels} voxels of {classes} classes", nameof(grid));
        }

        (this.grid, this.classes, this.threads) = (grid, classes, threads);
        recorded = new bool[passes];
        masks = [.. Enumerable.Range(0, passes).Select(_ => new byte[grid.Voxels])];
        (sum, entropies, squares) = (new float[grid.Voxels * classes], new float[grid.Voxels], new float[grid.Voxels]);
    }

    /// <summary>Takes in a pass. Shape: <c>[C, V]</c>.</summary>
    /// <exception cref="ArgumentException">A value is not a probability, there are not as many as voxels and classes, or there is no such pass.</exception>
    /// <exception cref="InvalidOperationException">The pass was recorded before, or the maps were taken.</exception>
    public void Record(int pass, float[] probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        RequireProbabilities(probabilities);
        ArgumentOutOfRangeException.ThrowIfNegative(pass);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(pass, masks.Length);
        if (completed || recorded[pass])
        {
            throw new InvalidOperationException($"pass {pass} was recorded before");
        }

        recorded[pass] = true;
        Pieces.ForEachOf(grid.Voxels, threads, (from, to) => Add(probabilities, masks[pass], from, to));
    }

    /// <summary>The maps, made in place of the sums; nothing can be recorded afterwards.</summary>
    /// <exception cref="InvalidOperationException">A pass is missing, or the maps were taken before.</exception>
    public UncertaintyMaps Complete()
    {
        if (completed || recorded.Contains(false))
        {
            throw new InvalidOperationException(completed ? "the maps were taken before" : "not every pass was recorded");
        }

        completed = true;
        return PassMaps.Of(sum, entropies, squares, masks, threads);
    }

    private void RequireProbabilities(ReadOnlySpan<float> values)
    {
        if (values.Length != grid.Voxels * classes)
        {
            throw new ArgumentException($"{values.Length} probabilities of {classes} classes for {grid.Voxels} voxels", nameof(values));
        }

        var (v, low, high) = (0, new Vector<float>(0), new Vector<float>(LargestProbability));
        var good = new Vector<int>(-1);
        for (; v <= values.Length - Vector<float>.Count; v += Vector<float>.Count)
        {
            var p = new Vector<float>(values[v..]);
            good &= Vector.GreaterThanOrEqual(p, low) & Vector.LessThanOrEqual(p, high);
        }

        var all = Vector.EqualsAll(good, new Vector<int>(-1));
        for (; v < values.Length; v++)
        {
            all &= values[v] is >= 0 and <= LargestProbability;
        }

        if (!all)
        {
            throw new ArgumentException("a probability is not a number from 0 to 1", nameof(values));
        }
    }

    private void Add(ReadOnlySpan<float> from, byte[] mask, int first, int end)
    {
        Span<int> likeliest = stackalloc int[Vector<int>.Count];
        var (voxels, v) = (grid.Voxels, first);
        for (; v <= end - Vector<float>.Count; v += Vector<float>.Count)
        {
            var (entropy, square) = (Vector<float>.Zero, Vector<float>.Zero);
            var (best, at) = (new Vector<float>(-1), Vector<int>.Zero);
            for (int c = 0, i = v; c < classes; c++, i += voxels)
            {
                var p = new Vector<float>(from[i..]);
                (new Vector<float>(sum, i) + p).CopyTo(sum, i);
                entropy += PassMaps.EntropyOf(p);
                square += p * p;
                at = Vector.ConditionalSelect(Vector.GreaterThan(p, best), new Vector<int>(c), at);
                best = Vector.Max(p, best);
            }

            (new Vector<float>(entropies, v) + entropy).CopyTo(entropies, v);
            (new Vector<float>(squares, v) + square).CopyTo(squares, v);
            at.CopyTo(likeliest);
            for (var i = 0; i < likeliest.Length; i++)
            {
                mask[v + i] = (byte)likeliest[i];
            }
        }

        for (; v < end; v++)
        {
            var (best, at) = (-1f, 0);
            for (int c = 0, i = v; c < classes; c++, i += voxels)
            {
                var p = from[i];
                sum[i] += p;
                entropies[v] += PassMaps.EntropyOf(p);
                squares[v] += p * p;
                (best, at) = p > best ? (p, c) : (best, at);
            }

            mask[v] = (byte)at;
        }
    }
}
