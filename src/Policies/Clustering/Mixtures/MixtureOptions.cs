namespace ActiveSeg.Policies.Clustering.Mixtures;

/// <summary>The shape of a mixture and when its fit stops.</summary>
/// <param name="Shape">Default: <see cref="CovarianceShape.Diagonal"/>.</param>
/// <param name="Starts">k-means clusterings, of which the one of least inertia is the start. Range: at least 1. Default: 10.</param>
/// <param name="MaxIterations">Updates of the parameters at most. Range: at least 1. Default: 200.</param>
/// <param name="Tolerance">The fit has converged when an update gains at most this much log-likelihood a row, in nats. Range: at
/// least 0. Default: 1e-6.</param>
/// <param name="VarianceFloor">Smallest variance, as a share of the mean variance of the columns over all rows. Range: above 0 and
/// at most 1. Default: 1e-4.</param>
public sealed record MixtureOptions(
    CovarianceShape Shape = CovarianceShape.Diagonal,
    int Starts = 10,
    int MaxIterations = 200,
    double Tolerance = 1e-6,
    double VarianceFloor = 1e-4);
