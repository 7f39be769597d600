using ActiveSeg.Policies.Kernels;

namespace ActiveSeg.Policies.Clustering;

/// <summary>One run of Lloyd's algorithm; rows come in key order.</summary>
/// <remarks>
/// <para>Where a row's bounds leave its centre open, products with all centres sort out all but those within rounding of the nearest; these
/// are measured by <see cref="SquaredDistances"/>. So the answer is that of measuring every pair, whatever the number of threads.</para>
/// </remarks>
internal sealed class Lloyd(RowTable rows, int clusters, KMeansOptions options)
{
    // A bound skips a row only when it holds with this margin, so rounding cannot leave a row at the wrong centre.
    private const float Margin = 1e-5f;

    private readonly float[] _upper = new float[rows.Count];
    private readonly float[] _lower = new float[rows.Count];
    private readonly float[] _half = new float[clusters];
    private readonly float[] _before = new float[clusters * rows.Width];
    private readonly ClusterSums _sums = new(rows, clusters);
    private float[] _packed = [];

    public int Clusters => clusters;

    public int[] Assignments { get; } = new int[rows.Count];

    public float[] Centroids { get; } = new float[clusters * rows.Width];

    public double StartInertia { get; private set; }

    public double Inertia { get; private set; }

    public int Iterations { get; private set; }

    public bool Converged { get; private set; }

    public void Run(ReadOnlySpan<ulong> keys, ulong seed)
    {
        if (options.Start.IsEmpty)
        {
            KMeansStart.Draw(rows, keys, seed, options.SeedingRowsPerCluster, Centroids);
        }
        else
        {
            options.Start.Span.CopyTo(Centroids);
        }

        Array.Fill(_upper, float.PositiveInfinity);
        Assign();
        StartInertia = TotalInertia();
        List<(int Row, int From)>? moves = null;
        while (!Converged && Iterations < options.MaxIterations)
        {
            Update(moves);
            Iterations++;
            moves = Assign();
            Converged = moves.Count == 0;
        }

        Inertia = TotalInertia();
    }

    /// <summary>Gives the rows that moved, in their order, and where from.</summary>
    private List<(int Row, int From)> Assign()
    {
        var centres = new RowTable(Centroids, rows.Width);
        var packed = new PackedRows(centres, 0, clusters, ref _packed);
        MeasureCentres(centres, packed);
        var moves = new List<(int Row, int From)>[RowChunks.Chunks(rows.Count)];
        RowChunks.For(rows.Count, (from, count) =>
        {
            var doubtful = new List<int>();
            for (var i = from; i < from + count; i++)
            {
                var bound = Math.Max(_half[Assignments[i]], _lower[i]) * (1 - Margin);
                if (_upper[i] <= bound)
                {
                    continue;
                }

                _upper[i] = MathF.Sqrt(SquaredDistances.Between(rows[i], Centroid(Assignments[i])));
                if (_upper[i] > bound)
                {
                    doubtful.Add(i);
                }
            }

            moves[from / RowChunks.DefaultSize] = doubtful.Count == 0 ? [] : Scan([.. doubtful], centres, packed);
        });
        return [.. moves.SelectMany(move => move)];
    }

    /// <summary>Finds the nearest centre of some rows; gives those that changed theirs.</summary>
    private List<(int Row, int From)> Scan(int[] places, RowTable centres, PackedRows packed)
    {
        var searches = new CentreSearch[places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            var own = Assignments[places[i]];
            searches[i] = new CentreSearch(own, SquaredDistances.Between(rows[places[i]], centres[own]));
        }

        var largest = Largest(packed.SquaredNorms);
        DotTiles.ForEach(
            rows.Choose(places),
            packed,
            tile =>
            {
                for (var i = 0; i < tile.Rows; i++)
                {
                    var row = rows[places[tile.FirstRow + i]];
                    var norm = RowNorms.Near(row);
                    var distances = tile.Row(i);
                    Extremes.ToDistances(distances, packed.SquaredNorms.Slice(tile.FirstColumn, tile.Columns), norm);
                    var bound = DotTiles.SquaredBound(rows.Width, norm, largest);
                    searches[tile.FirstRow + i].Look(row, centres, distances, tile.FirstColumn, bound);
                }
            },
            threads: 1);
        var moved = new List<(int Row, int From)>();
        for (var i = 0; i < places.Length; i++)
        {
            var (at, search) = (places[i], searches[i]);
            if (search.Best != Assignments[at])
            {
                moved.Add((at, Assignments[at]));
            }

            (Assignments[at], _upper[at], _lower[at]) = (search.Best, MathF.Sqrt(search.Squared), search.LowerOfOthers);
        }

        return moved;
    }

    private void MeasureCentres(RowTable centres, PackedRows packed)
    {
        var nearest = new float[clusters];
        Array.Fill(nearest, float.PositiveInfinity);
        var largest = Largest(packed.SquaredNorms);
        DotTiles.ForEach(centres, packed, tile =>
        {
            for (var i = 0; i < tile.Rows; i++)
            {
                var c = tile.FirstRow + i;
                var distances = tile.Row(i);
                Extremes.ToDistances(distances, packed.SquaredNorms.Slice(tile.FirstColumn, tile.Columns), packed.SquaredNorms[c]);
                if (c >= tile.FirstColumn && c < tile.FirstColumn + tile.Columns)
                {
                    distances[c - tile.FirstColumn] = float.PositiveInfinity;
                }

                nearest[c] = Math.Min(nearest[c], Extremes.TwoLeast(distances).Least);
            }
        });
        for (var c = 0; c < clusters; c++)
        {
            _half[c] = 0.5f * MathF.Sqrt(Math.Max(nearest[c] - DotTiles.SquaredBound(rows.Width, largest, largest), 0));
        }
    }

    private static float Largest(ReadOnlySpan<float> values)
    {
        var largest = 0f;
        foreach (var value in values)
        {
            largest = Math.Max(largest, value);
        }

        return largest;
    }

    private void Update(List<(int Row, int From)>? moves)
    {
        Centroids.CopyTo(_before, 0);
        _sums.Update(Assignments, moves);
        RefillEmpty();
        for (var c = 0; c < clusters; c++)
        {
            for (var j = 0; j < rows.Width && _sums.Sizes[c] > 0; j++)
            {
                Centroids[(c * rows.Width) + j] = (float)(_sums.Values[(c * rows.Width) + j] / _sums.Sizes[c]);
            }
        }

        var drift = new float[clusters];
        var (largest, next, mover) = (0f, 0f, -1);
        for (var c = 0; c < clusters; c++)
        {
            var old = _before.AsSpan(c * rows.Width, rows.Width);
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

        for (var i = 0; i < rows.Count; i++)
        {
            _upper[i] += drift[Assignments[i]];
            _lower[i] -= Assignments[i] == mover ? next : largest;
        }
    }

    /// <summary>Gives each empty cluster the row that lies farthest from its own centre.</summary>
    private void RefillEmpty()
    {
        for (var c = 0; c < clusters; c++)
        {
            if (_sums.Sizes[c] > 0)
            {
                continue;
            }

            var (farthest, at) = (0f, -1);
            for (var i = 0; i < rows.Count; i++)
            {
                var distance = _sums.Sizes[Assignments[i]] > 1
                    ? SquaredDistances.Between(rows[i], Centroid(Assignments[i]))
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

            _sums.Move(at, Assignments[at], c);
            (Assignments[at], _upper[at], _lower[at]) = (c, float.PositiveInfinity, 0);
            rows[at].CopyTo(Centroid(c));
        }
    }

    private double TotalInertia()
    {
        var sums = new double[RowChunks.Chunks(rows.Count)];
        RowChunks.For(rows.Count, (from, count) =>
        {
            for (var i = from; i < from + count; i++)
            {
                sums[from / RowChunks.DefaultSize] += SquaredDistances.Between(rows[i], Centroid(Assignments[i]));
            }
        });
        return sums.Sum();
    }

    private Span<float> Centroid(int cluster) => Centroids.AsSpan(cluster * rows.Width, rows.Width);
}
