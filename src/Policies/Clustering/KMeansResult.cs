using System.Collections.Immutable;

namespace ActiveSeg.Policies.Clustering;

/// <summary>A k-means clustering.</summary>
/// <param name="Clusters">Clusters, <c>k</c>; the rows where fewer were given. A cluster is empty only where the rows
/// hold fewer than <c>k</c> distinct values.</param>
/// <param name="Assignments">Shape <c>[n]</c>, in the caller's row order: 0 to k - 1.</param>
/// <param name="Centroids">Shape <c>[k * d]</c>, row-major.</param>
/// <param name="Width">Numbers per row, <c>d</c>.</param>
/// <param name="StartInertia">Sum of squared distances to the nearest starting centre.</param>
/// <param name="Inertia">Sum of squared distances to the nearest centroid; at most <paramref name="StartInertia"/>.</param>
/// <param name="Iterations">Updates of the centroids.</param>
/// <param name="Converged">Whether the last pass moved no row.</param>
public sealed record KMeansResult(
    int Clusters,
    ImmutableArray<int> Assignments,
    ImmutableArray<float> Centroids,
    int Width,
    double StartInertia,
    double Inertia,
    int Iterations,
    bool Converged);
