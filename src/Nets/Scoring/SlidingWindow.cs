namespace ActiveSeg.Nets.Scoring;

/// <summary>Places of windows along one axis, and how much each of their voxels counts.</summary>
/// <remarks>Windows overlap by half; weights fall off as a Gaussian of an eighth of the window, so that voxels count most where the
/// network sees all their surroundings. Source: Isensee et al., Nature Methods 2021.</remarks>
internal sealed class SlidingWindow
{
    /// <param name="size">Voxels along the axis.</param>
    /// <param name="step">Divisor of the window's length.</param>
    /// <param name="most">Longest window, a multiple of <paramref name="step"/>.</param>
    public SlidingWindow(int size, int step, int most)
    {
        Size = size;
        Length = Math.Min((size + step - 1) / step * step, Math.Max(step, most));
        var last = Math.Max(0, size - Length);
        var count = last == 0 ? 1 : (int)Math.Ceiling(last / (Length / 2.0)) + 1;
        Starts = [.. Enumerable.Range(0, count).Select(i => count == 1 ? 0 : (int)Math.Round(i * (double)last / (count - 1)))];
        Weights = new float[Length];
        for (var i = 0; i < Length; i++)
        {
            var x = (i - ((Length - 1) / 2.0)) / (Length / 8.0);
            Weights[i] = count == 1 ? 1 : (float)Math.Max(1e-3, Math.Exp(-0.5 * x * x));
        }

        Sums = new float[size];
        foreach (var start in Starts)
        {
            for (var i = 0; i < Math.Min(Length, size - start); i++)
            {
                Sums[start + i] += Weights[i];
            }
        }
    }

    /// <summary>Voxels along the axis.</summary>
    public int Size { get; }

    /// <summary>Voxels of a window; beyond the end the last voxel repeats.</summary>
    public int Length { get; }

    /// <summary>First voxel of each window.</summary>
    public int[] Starts { get; }

    /// <summary>Weight of each voxel of a window.</summary>
    public float[] Weights { get; }

    /// <summary>Sum of weights at each voxel of the axis.</summary>
    public float[] Sums { get; }
}
