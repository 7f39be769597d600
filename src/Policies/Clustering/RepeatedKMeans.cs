using System.Collections.Immutable;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Clustering;

/// <summary>The best of several k-means clusterings, each from its own start.</summary>
internal static class RepeatedKMeans
{
    private const ulong StartPurpose = 0x53544152;

    /// <summary>The clustering of least inertia, the first of equals.</summary>
    public static KMeansResult Best(
        ReadOnlyMemory<float> rows,
        int width,
        ImmutableArray<ulong> keys,
        int clusters,
        ulong seed,
        int starts,
        KMeansOptions? options = null) => Enumerable.Range(0, clusters == 1 ? 1 : starts)
            .Select(start => KMeans.Fit(rows, width, keys, clusters, KeyedDraws.Stream(seed, StartPurpose, start), options))
            .MinBy(fit => fit.Inertia)!;
}
