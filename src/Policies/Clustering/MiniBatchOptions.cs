namespace ActiveSeg.Policies.Clustering;

/// <summary>How long mini-batch k-means works.</summary>
/// <param name="BatchSize">Rows per batch. Range: at least 1. Default: 1,024.</param>
/// <param name="Batches">Batches. Range: at least 1. Default: 100.</param>
/// <param name="SeedingRowsPerCluster">As in <see cref="KMeansOptions"/>. Default: 20.</param>
public sealed record MiniBatchOptions(int BatchSize = 1024, int Batches = 100, int SeedingRowsPerCluster = 20);
