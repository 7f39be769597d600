using System.Collections.Immutable;

namespace ActiveSeg.Policies.Clustering.Hierarchy;

/// <summary>Agglomerative clustering: every row starts as a cluster, and the two nearest clusters join until one is left.</summary>
/// <remarks>
/// <para>Shapes: <c>n</c> rows, <c>d</c> wide.</para>
/// <para>Deterministic: works in the order of the keys, equal distances go to the lower key; no seed is needed and row order does not
/// matter.</para>
/// <para>Cost: O(n^2 d) time for the distances, O(n^2) for the joins; 2 n^2 bytes for the distances (512 MiB at the most rows), and a
/// copy of the rows where keys are not rising. 4,000 rows of 256 numbers take half a second on two cores, the most rows 12 s.</para>
/// <para>Source: the nearest-neighbour chain of Murtagh, The Computer Journal 26(4), 1983, with the updates of Lance and Williams, The
/// Computer Journal 9(4), 1967; Ward by distance as in Murtagh and Legendre, Journal of Classification 31, 2014 (their Ward2).</para>
/// </remarks>
public static class Agglomerative
{
    /// <summary>Rows that can be clustered at most: 16,384. More are sampled by the caller, or go to <see cref="KMeans"/>.</summary>
    public const int MostRows = 16_384;

    /// <summary>Builds the tree.</summary>
    /// <param name="rows">Shape <c>[n * d]</c>, row-major. Range: finite, magnitude at most 1e15; at most
    /// <see cref="MostRows"/> rows.</param>
    /// <param name="width"><c>d</c>, at least 1.</param>
    /// <param name="keys">Shape <c>[n]</c>; distinct.</param>
    /// <param name="linkage">Distance of clusters.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are more rows than <see cref="MostRows"/>, or no such linkage.</exception>
    /// <exception cref="ArgumentException">A value is not finite, keys repeat, or the shapes disagree.</exception>
    public static Dendrogram Fit(ReadOnlyMemory<float> rows, int width, ImmutableArray<ulong> keys, Linkage linkage)
    {
        if (linkage is not (Linkage.Average or Linkage.Complete or Linkage.Ward))
        {
            throw new ArgumentOutOfRangeException(nameof(linkage), linkage, "no such linkage");
        }

        if (!keys.IsDefault && keys.Length > MostRows)
        {
            throw new ArgumentOutOfRangeException(
                nameof(keys), keys.Length, $"the distances of more than {MostRows} rows do not fit; sample the rows first");
        }

        var sorted = KeyOrder.Of(rows, width, keys);
        return new Dendrogram(sorted, new NeighbourChain(sorted, linkage).Merges());
    }
}
