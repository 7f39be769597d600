using ActiveSeg.Policies.Clustering;
using ActiveSeg.Policies.Kernels;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Coverage;

/// <summary>k-means clusters standing in for classes.</summary>
/// <remarks>
/// <para>Of more than 32,768 rows a keyed sample of so many makes the clusters; every row has the label of the nearest centroid.</para>
/// </remarks>
/// <param name="Labels">Shape <c>[n]</c>.</param>
/// <param name="Centroids">Shape <c>[k * d]</c>.</param>
internal sealed record PseudoLabels(int[] Labels, RowTable Centroids)
{
    private const int FittedRows = 32_768;

    /// <summary>Clusters of so many scans: one for 20, 2 to 50; scans have no classes to count.</summary>
    public static int Default(int scans) => Math.Clamp(scans / 20, 2, 50);

    public static PseudoLabels Of(RowTable rows, PoolColumns pool, int[] listed, int clusters, ulong seed)
    {
        var places = Enumerable.Range(0, rows.Count).ToArray();
        if (places.Length > FittedRows)
        {
            Array.Sort(Array.ConvertAll(places, i => KeyedDraws.Hash(seed, pool.StableKeys[listed[i]])), places);
            Array.Resize(ref places, FittedRows);
            Array.Sort(places);
        }

        var fit = KMeans.Fit(rows.Choose(places), Array.ConvertAll(places, i => pool.StableKeys[listed[i]]), clusters, seed);
        var centroids = new RowTable(fit.Centroids.AsMemory(), fit.Width);
        return new PseudoLabels(NearestRows.Of(rows, centroids).Nearest, centroids);
    }
}
