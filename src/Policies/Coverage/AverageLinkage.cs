using ActiveSeg.Policies.Clustering;
using ActiveSeg.Policies.Kernels;

namespace ActiveSeg.Policies.Coverage;

/// <summary>Agglomerative clustering by average linkage, cut at a number of clusters.</summary>
/// <remarks>
/// <para>Up to 2,048 rows all are clustered; of more, so many evenly spread ones are, and the others join the cluster of the nearest
/// of these.</para>
/// <para>Deterministic: equal distances go to the lower row.</para>
/// <para>Cost: O(s^2 d) for s clustered rows and s^2 numbers; O(n s d) to join the others.</para>
/// <para>Source: the nearest-neighbour chain of Murtagh, The Computer Journal 26(4), 1983, with the update of Lance and Williams.</para>
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

        var sample = linked.Length == rows.Count ? rows : rows.Choose(linked);
        var cut = Cut(Merges(sample), linked.Length, clusters);
        if (linked.Length == rows.Count)
        {
            return cut;
        }

        return Array.ConvertAll(NearestRows.Of(rows, sample).Nearest, nearest => cut[nearest]);
    }

    private static List<(float Height, int A, int B)> Merges(RowTable rows)
    {
        var count = rows.Count;
        var distances = Distances(rows);
        var sizes = new int[count];
        Array.Fill(sizes, 1);
        var merges = new List<(float Height, int A, int B)>(count);
        var chain = new List<int>();
        while (merges.Count < count - 1)
        {
            if (chain.Count == 0)
            {
                chain.Add(Array.FindIndex(sizes, size => size > 0));
            }

            var top = chain[^1];
            var before = chain.Count > 1 ? chain[^2] : -1;
            var (nearest, least) = (before, before < 0 ? float.PositiveInfinity : distances[(top * count) + before]);
            for (var other = 0; other < count; other++)
            {
                if (sizes[other] > 0 && other != top && distances[(top * count) + other] < least)
                {
                    (nearest, least) = (other, distances[(top * count) + other]);
                }
            }

            if (nearest != before)
            {
                chain.Add(nearest);
                continue;
            }

            chain.RemoveRange(chain.Count - 2, 2);
            merges.Add((least, Math.Min(top, nearest), Math.Max(top, nearest)));
            Join(distances, sizes, Math.Min(top, nearest), Math.Max(top, nearest));
        }

        return merges;
    }

    private static float[] Distances(RowTable rows)
    {
        var distances = new float[rows.Count * rows.Count];
        RowChunks.For(
            rows.Count,
            (from, count) =>
            {
                for (var i = from; i < from + count; i++)
                {
                    for (var j = 0; j < rows.Count; j++)
                    {
                        distances[(i * rows.Count) + j] = MathF.Sqrt(SquaredDistances.Between(rows[i], rows[j]));
                    }
                }
            },
            size: 64);
        return distances;
    }

    private static void Join(float[] distances, int[] sizes, int a, int b)
    {
        var count = sizes.Length;
        var (weight, other) = ((float)sizes[a] / (sizes[a] + sizes[b]), (float)sizes[b] / (sizes[a] + sizes[b]));
        for (var c = 0; c < count; c++)
        {
            if (sizes[c] > 0 && c != a && c != b)
            {
                var joined = (weight * distances[(a * count) + c]) + (other * distances[(b * count) + c]);
                distances[(a * count) + c] = joined;
                distances[(c * count) + a] = joined;
            }
        }

        sizes[a] += sizes[b];
        sizes[b] = 0;
    }

    private static int[] Cut(List<(float Height, int A, int B)> merges, int count, int clusters)
    {
        var parents = Enumerable.Range(0, count).ToArray();
        foreach (var (_, a, b) in merges.OrderBy(merge => merge.Height).Take(count - Math.Min(clusters, count)))
        {
            var (first, second) = (Root(parents, a), Root(parents, b));
            parents[Math.Max(first, second)] = Math.Min(first, second);
        }

        var numbers = new Dictionary<int, int>();
        return Array.ConvertAll(Enumerable.Range(0, count).ToArray(), row =>
        {
            var root = Root(parents, row);
            return numbers.TryGetValue(root, out var number) ? number : numbers[root] = numbers.Count;
        });
    }

    private static int Root(int[] parents, int row)
    {
        while (parents[row] != row)
        {
            row = parents[row];
        }

        return row;
    }
}
