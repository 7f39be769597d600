using System.Numerics;
using ActiveSeg.Policies.Kernels;

namespace ActiveSeg.Policies.Clustering;

/// <summary>Sum and number of the rows of each cluster, kept up to date as rows move.</summary>
/// <remarks>
/// <para>Taking a row out again leaves the rounding that it brought. Where no row is a thousand times as long as another that is below the
/// rounding of the rest; else, and where many rows moved, all is summed anew.</para>
/// </remarks>
internal sealed class ClusterSums
{
    private const float MostUnevenSquared = 1e6f;
    private const int MovesWorthCounting = 8;

    private readonly RowTable _rows;
    private readonly bool _isEven;

    public ClusterSums(RowTable rows, int clusters)
    {
        (_rows, Values, Sizes) = (rows, new double[clusters * rows.Width], new int[clusters]);
        var norms = new float[rows.Count];
        RowChunks.For(rows.Count, (from, count) =>
        {
            for (var i = from; i < from + count; i++)
            {
                norms[i] = RowNorms.Near(rows[i]);
            }
        });
        var (least, largest) = (float.PositiveInfinity, 0f);
        foreach (var norm in norms)
        {
            (least, largest) = (norm > 0 ? Math.Min(least, norm) : least, Math.Max(largest, norm));
        }

        _isEven = largest <= MostUnevenSquared * least;
    }

    /// <summary>Shape <c>[k * d]</c>.</summary>
    public double[] Values { get; }

    /// <summary>Shape <c>[k]</c>.</summary>
    public int[] Sizes { get; }

    /// <summary>Takes in what moved since the last time.</summary>
    /// <param name="assignments">Cluster of each row now.</param>
    /// <param name="moves">Rows that moved and where from; null at first.</param>
    public void Update(int[] assignments, List<(int Row, int From)>? moves)
    {
        if (moves is null || !_isEven || moves.Count > assignments.Length / MovesWorthCounting)
        {
            Recount(assignments);
            return;
        }

        foreach (var (row, from) in moves)
        {
            Move(row, from, assignments[row]);
        }
    }

    public void Move(int row, int from, int to)
    {
        if (Sizes[to] == 0)
        {
            Of(to).Clear();
        }

        Add(_rows[row], -1, Of(from));
        Add(_rows[row], 1, Of(to));
        Sizes[from]--;
        Sizes[to]++;
    }

    // Threads share out the columns, so that every sum is made in the order of the rows.
    private void Recount(int[] assignments)
    {
        Array.Clear(Values);
        Array.Clear(Sizes);
        foreach (var cluster in assignments)
        {
            Sizes[cluster]++;
        }

        var width = _rows.Width;
        RowChunks.For(
            width,
            (from, count) =>
            {
                for (var i = 0; i < assignments.Length; i++)
                {
                    Add(_rows[i].Slice(from, count), 1, Values.AsSpan((assignments[i] * width) + from, count));
                }
            },
            size: Math.Max(((width / RowChunks.DefaultThreads) + 15) / 16 * 16, 16));
    }

    private Span<double> Of(int cluster) => Values.AsSpan(cluster * _rows.Width, _rows.Width);

    private static void Add(ReadOnlySpan<float> row, double sign, Span<double> sum)
    {
        var signs = new Vector<double>(sign);
        var j = 0;
        for (; j + Vector<float>.Count <= row.Length; j += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(row[j..]), out var low, out var high);
            (new Vector<double>(sum[j..]) + (signs * low)).CopyTo(sum[j..]);
            (new Vector<double>(sum[(j + Vector<double>.Count)..]) + (signs * high)).CopyTo(sum[(j + Vector<double>.Count)..]);
        }

        for (; j < row.Length; j++)
        {
            sum[j] += sign * row[j];
        }
    }
}
