using System.Numerics;

namespace ActiveSeg.Nets.Uncertainty;

/// <summary>Takes in the probabilities of several passes over one scan and keeps sums of them, not the passes.</summary>
/// <remarks>
/// <para>Shapes: <c>V</c> voxels, <c>C</c> classes, <c>M</c> passes; a slab holds <c>n</c> slices.</para>
/// <para>Units: nats.</para>
/// <para>Deterministic: passes may come in any order; sums are of floats, so the order moves the maps by about 1e-6.</para>
/// <para>Cost: O(V C) a pass; memory 4 V (C + 2) + V M bytes, and 4 bytes a voxel for each further map once complete.</para>
/// <para>Threading: one thread at a time.</para>
/// </remarks>
internal sealed class PassStatistics
{
    /// <summary>Rounding of half precision may lift a probability a little over 1.</summary>
    private const float LargestProbability = 1.01f;

    private readonly StackGrid grid;
    private readonly int classes;
    private readonly bool[][] recorded;
    private readonly byte[][] masks;
    private readonly float[] sum;
    private readonly float[] entropies;
    private readonly float[] squares;
    private bool completed;

    /// <exception cref="ArgumentException">Fewer than 2 or more than 256 classes, no pass, or more values than an array holds.</exception>
    public PassStatistics(StackGrid grid, int classes, int passes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classes, 256);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(passes);
        if ((long)grid.Voxels * classes > Array.MaxLength)
        {
            throw new ArgumentException($"{grid.Voxels} voxels of {classes} classes", nameof(grid));
        }

        (this.grid, this.classes) = (grid, classes);
        recorded = [.. Enumerable.Range(0, passes).Select(_ => new bool[grid.Slices])];
        masks = [.. Enumerable.Range(0, passes).Select(_ => new byte[grid.Voxels])];
        (sum, entropies, squares) = (new float[grid.Voxels * classes], new float[grid.Voxels], new float[grid.Voxels]);
    }

    /// <summary>Takes in a whole pass. Shape: <c>[C, V]</c>.</summary>
    /// <inheritdoc cref="RecordSlab" path="/exception"/>
    public void Record(int pass, ReadOnlySpan<float> probabilities)
    {
        RequireProbabilities(probabilities, grid.Voxels);
        Claim(pass, 0, grid.Slices);
        Add(probabilities, masks[pass], 0, grid.Voxels);
    }

    /// <summary>Takes in some slices of a pass. Shape: <c>[n, C, Rows, Columns]</c>, columns fastest.</summary>
    /// <exception cref="ArgumentException">A value is not a probability, the length is no whole number of slices, or there is no such pass or slice.</exception>
    /// <exception cref="InvalidOperationException">A slice was recorded before, or the maps were taken.</exception>
    public void RecordSlab(int pass, int first, ReadOnlySpan<float> probabilities)
    {
        var slices = probabilities.Length / (classes * grid.PerSlice);
        RequireProbabilities(probabilities, slices * grid.PerSlice);
        Claim(pass, first, slices);
        for (var s = 0; s < slices; s++)
        {
            var slice = probabilities.Slice(s * classes * grid.PerSlice, classes * grid.PerSlice);
            Add(slice, masks[pass], (first + s) * grid.PerSlice, grid.PerSlice);
        }
    }

    /// <summary>The maps, made in place of the sums; nothing can be recorded afterwards.</summary>
    /// <exception cref="InvalidOperationException">A slice of a pass is missing, or the maps were taken before.</exception>
    public UncertaintyMaps Complete()
    {
        if (completed || recorded.Any(r => r.Contains(false)))
        {
            throw new InvalidOperationException(completed ? "the maps were taken before" : "not every slice of every pass was recorded");
        }

        completed = true;
        return PassMaps.Of(sum, entropies, squares, masks);
    }

    private void RequireProbabilities(ReadOnlySpan<float> values, int voxels)
    {
        if (voxels == 0 || values.Length != voxels * classes)
        {
            throw new ArgumentException($"{values.Length} probabilities of {classes} classes for {voxels} voxels", nameof(values));
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

    private void Claim(int pass, int first, int slices)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pass);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(pass, masks.Length);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(slices, grid.Slices - first);
        var claimed = recorded[pass].AsSpan(first, slices);
        if (completed || claimed.Contains(true))
        {
            throw new InvalidOperationException($"slices from {first} of pass {pass} were recorded before");
        }

        claimed.Fill(true);
    }

    private void Add(ReadOnlySpan<float> from, byte[] mask, int first, int count)
    {
        Span<int> likeliest = stackalloc int[Vector<int>.Count];
        var v = 0;
        for (; v <= count - Vector<float>.Count; v += Vector<float>.Count)
        {
            var (entropy, square) = (Vector<float>.Zero, Vector<float>.Zero);
            var (best, at) = (new Vector<float>(-1), Vector<int>.Zero);
            for (var c = 0; c < classes; c++)
            {
                var p = new Vector<float>(from[((c * count) + v)..]);
                var total = sum.AsSpan((c * grid.Voxels) + first + v, Vector<float>.Count);
                (new Vector<float>(total) + p).CopyTo(total);
                entropy += PassMaps.EntropyOf(p);
                square += p * p;
                at = Vector.ConditionalSelect(Vector.GreaterThan(p, best), new Vector<int>(c), at);
                best = Vector.Max(p, best);
            }

            (new Vector<float>(entropies, first + v) + entropy).CopyTo(entropies, first + v);
            (new Vector<float>(squares, first + v) + square).CopyTo(squares, first + v);
            at.CopyTo(likeliest);
            for (var i = 0; i < likeliest.Length; i++)
            {
                mask[first + v + i] = (byte)likeliest[i];
            }
        }

        for (; v < count; v++)
        {
            var (best, at) = (-1f, 0);
            for (var c = 0; c < classes; c++)
            {
                var p = from[(c * count) + v];
                sum[(c * grid.Voxels) + first + v] += p;
                entropies[first + v] += PassMaps.EntropyOf(p);
                squares[first + v] += p * p;
                (best, at) = p > best ? (p, c) : (best, at);
            }

            mask[first + v] = (byte)at;
        }
    }
}
