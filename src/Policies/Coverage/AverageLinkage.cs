using ActiveSeg.Policies.Clustering.Hierarchy;
using ActiveSeg.Policies.Kernels;

namespace ActiveSeg.Policies.Coverage;

/// <summary>Agglomerative clustering by average linkage, cut at a number of clusters.</summary>
/// <remarks>
/// <para>Up to 2,048 rows all are clustered; of more, so many evenly spread ones are, and the others join the cluster of the nearest
/// of these.</para>
/// <para>Deterministic: equal distances go to the lower row.</para>
/// <para>Cost: that of <see cref="Agglomerative"/> for s clustered rows; O(n s d) to join the others.</para>
/// </remarks>
internal static class AverageLinkage
{
    /// <summary>Rows that are clustered; more join them.</summary>
    public const int MostLinked = 2_048;

    /// <summary>Cluster of each row, numbered in the order of first appearance.</summary>
    public static int[] Of(RowTable rows, int clusters)
    {
        var linked = new int[Math.Min(rows.Count, MostLinked)];
        for (var i = 0; i < linked.Length; i++)
        {
            linked[i] = (int)((long)i * rows.Count / linked.Length);
        }

        var sample = rows.Choose(linked);
        var tree = Agglomerative.Fit(sample.ToMatrix(), rows.Width, [.. linked.Select(row => (ulong)row)], Linkage.Average);
        var cut = tree.CutAtCount(clusters);
        return linked.Length == rows.Count
            ? [.. cut]
            : Array.ConvertAll(NearestRows.Of(rows, sample).Nearest, nearest => cut[nearest]);
    }
}
