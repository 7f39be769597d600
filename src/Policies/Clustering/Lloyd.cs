using System.Numerics;

namespace ActiveSeg.Policies.Clustering;

/// <summary>One run of Lloyd's algorithm; rows come in key order.</summary>
internal sealed class Lloyd(ReadOnlyMemory<float> rows, int width, int clusters, KMeansOptions options)
{
    // A bound skips a row only when it holds with this margin, so rounding cannot leave a row at the wrong centre.
    private const float Margin = 1e-5f;

    private readonly int _count = rows.Length / width;
    private readonly float[] _upper = new float[rows.Length / width];
    private readonly float[] _lower = new float[rows.Length / width];
    private readonly float[] _half = new float[clusters];
    private readonly float[] _distances = new float[clusters];
    private readonly int[] _sizes = new int[clusters];

    public int Clusters => clusters;

    public int[] Assignments { get; } = new int[rows.Length / width];

    public float[] Centroids { get; } = new float[clusters * width];

    public double StartInertia { get; private set; }

    public double Inertia { get; private set; }

    public int Iterations { get; private set; }

    public bool Converged { get; private set; }

    public void Run(ReadOnlySpan<ulong> keys, ulong seed)
    {
        KMeansStart.Draw(rows.Span, width, keys, seed, options.SeedingRowsPerCluster, Centroids);
        Array.Fill(_upper, float.PositiveInfinity);
        Assign();
        StartInertia = TotalInertia();
        while (!Converged && Iterations < options.MaxIterations)
        {
            Update();
            Iterations++;
            Converged = Assign() == 0;
        }

        Inertia = TotalInertia();
    }

    private int Assign()
    {
        MeasureCentres();
        var span = rows.Span;
        var moved = 0;
        for (var i = 0; i < _count; i++)
        {
            var own = Assignments[i];
            var bound = Math.Max(_half[own], _lower[i]) * (1 - Margin);
            if (_upper[i] <= bound)
            {
                continue;
            }

            var row = span.Slice(i * width, width);
            _upper[i] = MathF.Sqrt(SquaredDistances.Between(row, Centroid(own)));
            if (_upper[i] <= bound)
            {
                continue;
            }

            moved += Scan(i, row, own) ? 1 : 0;
        }

        return moved;
    }

    private bool Scan(int i, ReadOnlySpan<float> row, int own)
    {
        SquaredDistances.ToAll(row, Centroids, _distances);
        var (best, first, second) = (own, _distances[own], float.PositiveInfinity);
        for (var c = 0; c < clusters; c++)
        {
            var distance = _distances[c];
            if (c == own)
            {
                continue;
            }

            if (distance < first)
            {
                (best, first, second) = (c, distance, first);
            }
            else if (distance < second)
            {
                second = distance;
            }
        }

        (Assignments[i], _upper[i], _lower[i]) = (best, MathF.Sqrt(first), MathF.Sqrt(second));
        return best != own;
    }

    private void MeasureCentres()
    {
        for (var c = 0; c < clusters; c++)
        {
            SquaredDistances.ToAll(Centroid(c), Centroids, _distances);
            _distances[c] = float.PositiveInfinity;
            var nearest = float.PositiveInfinity;
            foreach (var distance in _distances)
            {
                nearest = Math.Min(nearest, distance);
            }

            _half[c] = 0.5f * MathF.Sqrt(nearest);
        }
    }

    private void Update()
    {
        var before = Centroids.AsSpan().ToArray();
        var sums = Sums();
        RefillEmpty(sums);
        for (var c = 0; c < clusters; c++)
        {
            for (var j = 0; j < width && _sizes[c] > 0; j++)
            {
                Centroids[(c * width) + j] = (float)(sums[(c * width) + j] / _sizes[c]);
            }
        }

        var drift = new float[clusters];
        var (largest, next, mover) = (0f, 0f, -1);
        for (var c = 0; c < clusters; c++)
        {
            var old = before.AsSpan(c * width, width);
            drift[c] = MathF.Sqrt(SquaredDistances.Between(Centroid(c), old)) * (1 + Margin);
            if (drift[c] > largest)
            {
                (next, largest, mover) = (largest, drift[c], c);
            }
            else
            {
                next = Math.Max(next, drift[c]);
            }
        }

        for (var i = 0; i < _count; i++)
        {
            _upper[i] += drift[Assignments[i]];
            _lower[i] -= Assignments[i] == mover ? next : largest;
        }
    }

    private double[] Sums()
    {
        var sums = new double[clusters * width];
        Array.Clear(_sizes);
        var span = rows.Span;
        for (var i = 0; i < _count; i++)
        {
            _sizes[Assignments[i]]++;
            Accumulate(span.Slice(i * width, width), sums.AsSpan(Assignments[i] * width, width));
        }

        return sums;
    }

    private static void Accumulate(ReadOnlySpan<float> row, Span<double> sum)
    {
        var j = 0;
        for (; j + Vector<float>.Count <= row.Length; j += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(row[j..]), out var low, out var high);
            (new Vector<double>(sum[j..]) + low).CopyTo(sum[j..]);
            (new Vector<double>(sum[(j + Vector<double>.Count)..]) + high).CopyTo(sum[(j + Vector<double>.Count)..]);
        }

        for (; j < row.Length; j++)
        {
            sum[j] += row[j];
        }
    }

    /// <summary>Gives each empty cluster the row that lies farthest from its own centre.</summary>
    private void RefillEmpty(double[] sums)
    {
        for (var c = 0; c < clusters; c++)
        {
            if (_sizes[c] > 0)
            {
                continue;
            }

            var (farthest, at) = (0f, -1);
            for (var i = 0; i < _count; i++)
            {
                var distance = _sizes[Assignments[i]] > 1
                    ? SquaredDistances.Between(rows.Span.Slice(i * width, width), Centroid(Assignments[i]))
                    : 0;
                if (distance > farthest)
                {
                    (farthest, at) = (distance, i);
                }
            }

            if (at < 0)
            {
                return;
            }

            var row = rows.Span.Slice(at * width, width);
            for (var j = 0; j < width; j++)
            {
                sums[(Assignments[at] * width) + j] -= row[j];
                sums[(c * width) + j] = row[j];
            }

            _sizes[Assignments[at]]--;
            (_sizes[c], Assignments[at], _upper[at], _lower[at]) = (1, c, float.PositiveInfinity, 0);
            row.CopyTo(Centroid(c));
        }
    }

    private double TotalInertia()
    {
        var total = 0.0;
        for (var i = 0; i < _count; i++)
        {
            total += SquaredDistances.Between(rows.Span.Slice(i * width, width), Centroid(Assignments[i]));
        }

        return total;
    }

    private Span<float> Centroid(int cluster) => Centroids.AsSpan(cluster * width, width);
}
