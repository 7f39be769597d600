using System.Numerics;

namespace ActiveSeg.Policies.Kernels;

/// <summary>Sums of rows that come out the same in any order: values are rounded to a common step first, so that no
/// addition rounds.</summary>
/// <remarks>
/// <para>Range: for <c>n</c> rows of largest magnitude <c>M</c> the step is at most <c>4 n M * 2^-52</c>, so a mean errs by at most
/// <c>n M * 2^-51</c>: for a million rows a hundredth of a float's own rounding of M.</para>
/// <para>Source: the pre-rounding of Demmel and Nguyen, ARITH 2013, section III, with one fold.</para>
/// </remarks>
/// <param name="rows">Rows that a sum holds at most.</param>
/// <param name="magnitude">Largest magnitude of a value.</param>
internal readonly struct ExactSums(long rows, double magnitude)
{
    // Adding and taking away 1.5 * 2^52 steps rounds to a multiple of the step.
    private readonly double _rounder = magnitude > 0
        ? 1.5 * Math.ScaleB(1, Math.ILogB(magnitude) + 1 + Math.ILogB(Math.Max(rows, 1)) + 1)
        : 1.5;

    /// <summary>The value as it enters the sums.</summary>
    public double Rounded(double value) => value + _rounder - _rounder;

    /// <summary>Adds a row; shapes <c>[d]</c>.</summary>
    public void Add(ReadOnlySpan<float> row, Span<double> sum)
    {
        var rounder = new Vector<double>(_rounder);
        var j = 0;
        for (; j + Vector<float>.Count <= row.Length; j += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(row[j..]), out var low, out var high);
            var left = sum[j..];
            var right = sum[(j + Vector<double>.Count)..];
            (new Vector<double>(left) + (low + rounder - rounder)).CopyTo(left);
            (new Vector<double>(right) + (high + rounder - rounder)).CopyTo(right);
        }

        for (; j < row.Length; j++)
        {
            sum[j] += Rounded(row[j]);
        }
    }

    /// <summary>Largest magnitude in the rows; at least 0.</summary>
    public static float Magnitude(RowTable rows, int threads = RowChunks.DefaultThreads)
    {
        var largest = new float[RowChunks.Chunks(rows.Count)];
        RowChunks.For(
            rows.Count,
            (from, count) =>
            {
                var most = 0f;
                for (var i = from; i < from + count; i++)
                {
                    most = Math.Max(most, Magnitude(rows[i]));
                }

                largest[from / RowChunks.DefaultSize] = most;
            },
            threads: threads);
        return largest.Length == 0 ? 0 : largest.Max();
    }

    /// <summary>Mean of the rows, shape <c>[d]</c>; independent of their order.</summary>
    public static double[] Mean(RowTable rows, int threads = RowChunks.DefaultThreads)
    {
        var sums = new ExactSums(rows.Count, Magnitude(rows, threads));
        var joined = new double[rows.Width];
        var gate = new object();
        RowChunks.For(
            rows.Count,
            (from, count) =>
            {
                var part = new double[rows.Width];
                for (var i = from; i < from + count; i++)
                {
                    sums.Add(rows[i], part);
                }

                lock (gate)
                {
                    for (var j = 0; j < part.Length; j++)
                    {
                        joined[j] += part[j];
                    }
                }
            },
            threads: threads);
        return Array.ConvertAll(joined, sum => sum / Math.Max(rows.Count, 1));
    }

    private static float Magnitude(ReadOnlySpan<float> row)
    {
        var most = Vector<float>.Zero;
        var j = 0;
        for (; j + Vector<float>.Count <= row.Length; j += Vector<float>.Count)
        {
            most = Vector.Max(most, Vector.Abs(new Vector<float>(row[j..])));
        }

        var largest = 0f;
        for (var lane = 0; lane < Vector<float>.Count; lane++)
        {
            largest = Math.Max(largest, most[lane]);
        }

        for (; j < row.Length; j++)
        {
            largest = Math.Max(largest, MathF.Abs(row[j]));
        }

        return largest;
    }
}
