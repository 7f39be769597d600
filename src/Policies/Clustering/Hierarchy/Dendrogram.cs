using System.Collections.Immutable;

namespace ActiveSeg.Policies.Clustering.Hierarchy;

/// <summary>The tree of an agglomerative clustering, from which every number of clusters can be cut.</summary>
/// <remarks>
/// <para>Shapes: <c>n</c> rows, n - 1 merges.</para>
/// </remarks>
public sealed class Dendrogram
{
    private readonly KeyOrder _sorted;

    // Merges by place in key order, children before parents; a cluster goes by its lowest place.
    internal Dendrogram(KeyOrder sorted, IReadOnlyList<(float Height, int A, int B)> merges)
    {
        _sorted = sorted;
        var heights = new float[sorted.Count];
        var raised = merges.Select(merge =>
        {
            // Rounding can leave a cluster a hair lower than its parts.
            heights[merge.A] = Math.Max(merge.Height, Math.Max(heights[merge.A], heights[merge.B]));
            return (Height: heights[merge.A], merge.A, merge.B);
        }).ToArray();
        var nodes = sorted.Sources.ToArray();
        var rows = new int[sorted.Count];
        Array.Fill(rows, 1);
        var built = ImmutableArray.CreateBuilder<DendrogramMerge>(raised.Length);
        foreach (var (height, a, b) in raised.OrderBy(merge => merge.Height))
        {
            rows[a] += rows[b];
            built.Add(new DendrogramMerge(nodes[a], nodes[b], height, rows[a]));
            nodes[a] = sorted.Count + built.Count - 1;
        }

        Merges = built.MoveToImmutable();
    }

    /// <summary>Rows, <c>n</c>.</summary>
    public int Count => _sorted.Count;

    /// <summary>Shape <c>[n - 1]</c>, by rising height; empty for no rows.</summary>
    public ImmutableArray<DendrogramMerge> Merges { get; }

    /// <summary>Cluster of each row when so many are left.</summary>
    /// <param name="clusters">At least 1; more than <c>n</c> is taken as <c>n</c>.</param>
    /// <returns>Shape <c>[n]</c>, in the caller's row order: 0 to <paramref name="clusters"/> - 1, by rising smallest key.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No clusters are asked for.</exception>
    public ImmutableArray<int> CutAtCount(int clusters)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(clusters, 1);
        return Cut(Count - Math.Min(clusters, Count));
    }

    /// <summary>Cluster of each row when all merges up to a height are made.</summary>
    /// <param name="height">In embedding units, included. Range: at least 0.</param>
    /// <returns>Shape <c>[n]</c>, in the caller's row order, numbered from 0 by rising smallest key.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The height is negative or not a number.</exception>
    public ImmutableArray<int> CutAtHeight(double height)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(height >= 0, true, nameof(height));
        return Cut(Merges.Count(merge => merge.Height <= height));
    }

    private ImmutableArray<int> Cut(int made)
    {
        var parents = new int[Count + made];
        Array.Fill(parents, -1);
        for (var i = 0; i < made; i++)
        {
            parents[Merges[i].First] = Count + i;
            parents[Merges[i].Second] = Count + i;
        }

        // A parent's number is above its children's.
        var roots = new int[parents.Length];
        for (var node = parents.Length - 1; node >= 0; node--)
        {
            roots[node] = parents[node] < 0 ? node : roots[parents[node]];
        }

        var numbers = new Dictionary<int, int>();
        var clusters = new int[Count];
        for (var i = 0; i < clusters.Length; i++)
        {
            var root = roots[_sorted.Sources[i]];
            if (!numbers.TryGetValue(root, out clusters[i]))
            {
                clusters[i] = numbers[root] = numbers.Count;
            }
        }

        return _sorted.ToCaller(clusters);
    }
}
