namespace ActiveSeg.Policies.Clustering.Counting;

/// <summary>How the gap statistic is estimated and the answer clustered.</summary>
/// <param name="References">Reference sets drawn. Range: at least 2. Default: 10.</param>
/// <param name="SampleRows">The statistic is taken of a keyed sample of this many rows where there are more. Range: 2 to 16,384.
/// Default: 1,024.</param>
/// <param name="Starts">k-means runs over all rows, of which the one of least inertia is the answer. Range: at
/// least 1. Default: 10.</param>
/// <param name="KMeans">How these run; default: <see cref="KMeansOptions"/>'s defaults.</param>
public sealed record GapOptions(
    int References = 10, int SampleRows = 1024, int Starts = 10, KMeansOptions? KMeans = null);
