namespace ActiveSeg.Policies.Clustering;

/// <summary>Where k-means starts and when it stops.</summary>
/// <param name="MaxIterations">Updates of the centroids at most. Range: at least 1. Default: 25.</param>
/// <param name="SeedingRowsPerCluster">The start is drawn from this many rows per cluster (at least 4,096 in all) where
/// the matrix has more. Range: at least 1. Default: 20.</param>
/// <param name="Start">Centroids to start from, shape <c>[k * d]</c>. Default: drawn by k-means++.</param>
/// <param name="SampledRowsPerCluster">Where the matrix has more than twice this many rows per cluster (at least 65,536 in all), so many, drawn by key,
/// are clustered first and all rows then take one update from there. Range: at least 1. Default: 256.</param>
public sealed record KMeansOptions(
    int MaxIterations = 25, int SeedingRowsPerCluster = 20, ReadOnlyMemory<float> Start = default, int SampledRowsPerCluster = 256);
