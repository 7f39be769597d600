namespace ActiveSeg.Policies.Clustering;

/// <summary>When k-means stops.</summary>
/// <param name="MaxIterations">Updates of the centroids at most. Range: at least 1. Default: 25.</param>
/// <param name="SeedingRowsPerCluster">The start is drawn from this many rows per cluster (at least 4,096 in all) where
/// the matrix has more. Range: at least 1. Default: 20.</param>
public sealed record KMeansOptions(int MaxIterations = 25, int SeedingRowsPerCluster = 20);
