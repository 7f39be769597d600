using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ActiveSeg.Policies.Kernels;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Clustering;

/// <summary>k-means: a k-means++ start, then Lloyd's iterations with one upper and one lower bound per row.</summary>
/// <remarks>
/// <para>Shapes: <c>n</c> rows, <c>d</c> wide, <c>k</c> clusters.</para>
/// <para>Deterministic: rows are worked through in the order of their keys, so the answer does not depend on row order.</para>
/// <para>Cost: at most O(n k d) a pass; O(n + k d) extra memory.</para>
/// <para>Source: Arthur and Vassilvitskii, SODA 2007 (start); Hamerly, SDM 2010 (bounds).</para>
/// </remarks>
public static class KMeans
{
    private const long SmallestSample = 65_536;

    /// <summary>Clusters the rows.</summary>
    /// <param name="rows">Shape <c>[n * d]</c>, row-major. Range: finite, magnitude at most 1e15.</param>
    /// <param name="width"><c>d</c>, at least 1.</param>
    /// <param name="keys">Shape <c>[n]</c>; distinct.</param>
    /// <param name="clusters"><c>k</c>, at least 1; more than <c>n</c> is taken as <c>n</c>.</param>
    /// <param name="seed">Source of the start.</param>
    /// <param name="options">Default: <see cref="KMeansOptions"/>'s defaults.</param>
    /// <exception cref="ArgumentException">A value is not finite, keys repeat, or the shapes disagree, the start's included.</exception>
    public static KMeansResult Fit(
        ReadOnlyMemory<float> rows,
        int width,
        ImmutableArray<ulong> keys,
        int clusters,
        ulong seed,
        KMeansOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(clusters, 1);
        var sorted = KeyOrder.Of(rows, width, keys);
        options ??= new KMeansOptions();
        if (!options.Start.IsEmpty)
        {
            clusters = Math.Min(clusters, sorted.Count);
            ColumnChecks.Embeddings(options.Start, width, clusters, nameof(options.Start));
        }

        if (sorted.Count == 0)
        {
            return new KMeansResult(0, [], [], width, 0, 0, 0, true);
        }

        var found = Fit(sorted.Table, sorted.Keys.AsSpan(), clusters, seed, options);
        return found with { Assignments = sorted.ToCaller(found.Assignments.AsSpan()) };
    }

    /// <summary>Clusters checked rows whose keys rise.</summary>
    internal static KMeansResult Fit(RowTable rows, ReadOnlySpan<ulong> keys, int clusters, ulong seed, KMeansOptions? options = null)
    {
        options ??= new KMeansOptions();
        var sampled = Math.Max(SmallestSample, (long)options.SampledRowsPerCluster * clusters);
        if (keys.Length > 2 * sampled)
        {
            var places = KMeansStart.Subset(keys, seed, sampled);
            var sampledKeys = new ulong[places.Length];
            for (var i = 0; i < places.Length; i++)
            {
                sampledKeys[i] = keys[places[i]];
            }

            var first = Fit(rows.Choose(places), sampledKeys, clusters, seed, options);
            options = options with { Start = first.Centroids.AsMemory(), MaxIterations = 1 };
        }

        var lloyd = new Lloyd(rows, Math.Min(clusters, keys.Length), options);
        lloyd.Run(keys, seed);
        return new KMeansResult(
            lloyd.Clusters,
            ImmutableCollectionsMarshal.AsImmutableArray(lloyd.Assignments),
            ImmutableCollectionsMarshal.AsImmutableArray(lloyd.Centroids),
            rows.Width,
            lloyd.StartInertia,
            lloyd.Inertia,
            lloyd.Iterations,
            lloyd.Converged);
    }
}
