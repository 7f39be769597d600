using ActiveSeg.Policies.Kernels;

namespace ActiveSeg.Policies.Coverage;

/// <summary>A radius for every labelled row, the largest at which its ball is pure enough, and what the balls cover.</summary>
/// <param name="Radii">Radius of each labelled row.</param>
/// <param name="Mean">Mean radius; the common one where nothing is labelled.</param>
/// <param name="Covered">Whether some ball holds the row.</param>
internal sealed record LabelledRadii(float[] Radii, double Mean, bool[] Covered)
{
    private const int Steps = 64;
    private const double Largest = 1.5;

    /// <summary>Share of the rows that is covered; 0 where there are none.</summary>
    public double Coverage => Covered.Length == 0 ? 0 : Covered.Count(isCovered => isCovered) / (double)Covered.Length;

    public static LabelledRadii Of(ScaledRows rows, RowTable labelled, PurityRadius purity)
    {
        if (labelled.Count == 0)
        {
            return new LabelledRadii([], purity.Delta, new bool[rows.Count]);
        }

        var common = new float[labelled.Count];
        Array.Fill(common, (float)purity.Delta);
        var first = new LabelledRadii(common, purity.Delta, CoveredBy(rows, ScaledRows.Plain(labelled), common));
        var wanted = (0.2 * first.Coverage) + 0.4;
        var radii = Widest(rows, ScaledRows.Plain(labelled), NearestRows.Of(labelled, purity.Centroids).Nearest, purity, wanted);
        return new LabelledRadii(radii, radii.Average(radius => (double)radius), CoveredBy(rows, ScaledRows.Plain(labelled), radii));
    }

    private static bool[] CoveredBy(ScaledRows rows, ScaledRows centres, float[] radii)
    {
        var covered = new bool[rows.Count];
        DotTiles.ForEach(rows.Table, new PackedRows(centres.Table), tile =>
        {
            for (var i = 0; i < tile.Rows; i++)
            {
                var at = tile.FirstRow + i;
                var distances = tile.Row(i);
                rows.ToDistances(distances, at, centres, tile.FirstColumn);
                for (var c = 0; c < distances.Length && !covered[at]; c++)
                {
                    var radius = radii[tile.FirstColumn + c];
                    covered[at] = distances[c] < radius * radius;
                }
            }
        });
        return covered;
    }

    /// <summary>The largest of the steps at which a ball that holds rows is pure enough; the first step where none is.</summary>
    private static float[] Widest(ScaledRows rows, ScaledRows centres, int[] labels, PurityRadius purity, double wanted)
    {
        var limit = Largest * purity.Delta;
        var (all, own) = (new int[centres.Count * Steps], new int[centres.Count * Steps]);
        const int chunk = 8192;
        var buffer = Array.Empty<float>();
        for (var from = 0; from < rows.Count && limit > 0; from += chunk)
        {
            var packed = new PackedRows(rows.Table, from, Math.Min(chunk, rows.Count - from), ref buffer);
            var start = from;
            DotTiles.ForEach(centres.Table, packed, tile =>
            {
                for (var i = 0; i < tile.Rows; i++)
                {
                    var centre = tile.FirstRow + i;
                    var distances = tile.Row(i);
                    centres.ToDistances(distances, centre, rows, start + tile.FirstColumn);
                    for (var c = 0; c < distances.Length; c++)
                    {
                        var step = (int)(Math.Sqrt(distances[c]) / limit * Steps);
                        if (step < Steps)
                        {
                            all[(centre * Steps) + step]++;
                            own[(centre * Steps) + step] += purity.Labels[start + tile.FirstColumn + c] == labels[centre] ? 1 : 0;
                        }
                    }
                }
            });
        }

        var radii = new float[centres.Count];
        for (var centre = 0; centre < radii.Length; centre++)
        {
            var (inside, pure, best) = (0, 0, 1);
            for (var step = 0; step < Steps; step++)
            {
                inside += all[(centre * Steps) + step];
                pure += own[(centre * Steps) + step];
                best = inside > 0 && pure >= wanted * inside ? step + 1 : best;
            }

            radii[centre] = (float)(limit * best / Steps);
        }

        return radii;
    }
}
