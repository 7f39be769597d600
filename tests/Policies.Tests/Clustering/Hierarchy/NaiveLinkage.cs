using ActiveSeg.Policies.Clustering.Hierarchy;

namespace ActiveSeg.Policies.Tests.Clustering.Hierarchy;

/// <summary>Joins the nearest two clusters again and again, each distance measured anew from its definition.</summary>
internal static class NaiveLinkage
{
    /// <summary>Heights of the joins, and the clusters before the first, after the first, …</summary>
    public static (List<double> Heights, List<List<int[]>> Clusters) Of(float[] rows, int width, Linkage linkage)
    {
        var now = Enumerable.Range(0, rows.Length / width).Select(i => new[] { i }).ToList();
        var (heights, all) = (new List<double>(), new List<List<int[]>> { now });
        while (now.Count > 1)
        {
            var (least, a, b) = (from i in Enumerable.Range(0, now.Count)
                                 from j in Enumerable.Range(i + 1, now.Count - i - 1)
                                 select (Distance(rows, width, linkage, now[i], now[j]), i, j)).Min();
            heights.Add(least);
            now = [.. now.Where((_, i) => i != a && i != b), [.. now[a], .. now[b]]];
            all.Add(now);
        }

        return (heights, all);
    }

    private static double Distance(float[] rows, int width, Linkage linkage, int[] a, int[] b)
    {
        var pairs = from i in a from j in b select Naive.Distance(rows.AsSpan(i * width, width), rows.AsSpan(j * width, width));
        return linkage switch
        {
            Linkage.Average => pairs.Average(),
            Linkage.Complete => pairs.Max(),
            _ => Math.Sqrt(2 * (Spread(rows, width, [.. a, .. b]) - Spread(rows, width, a) - Spread(rows, width, b))),
        };
    }

    private static double Spread(float[] rows, int width, int[] members) => Enumerable.Range(0, width).Sum(j =>
    {
        var mean = members.Average(i => (double)rows[(i * width) + j]);
        return members.Sum(i => Math.Pow(rows[(i * width) + j] - mean, 2));
    });
}
