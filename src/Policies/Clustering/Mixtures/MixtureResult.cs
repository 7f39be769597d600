using System.Collections.Immutable;

namespace ActiveSeg.Policies.Clustering.Mixtures;

/// <summary>A mixture of Gaussians.</summary>
/// <param name="Components">Components, <c>k</c>; fewer than asked for where the rows hold fewer distinct values.</param>
/// <param name="Assignments">Shape <c>[n]</c>, in the caller's row order: the likeliest component, 0 to k - 1.</param>
/// <param name="Weights">Shape <c>[k]</c>; sum to 1.</param>
/// <param name="Means">Shape <c>[k * d]</c>, row-major.</param>
/// <param name="Variances">Shape <c>[k * d]</c>, row-major, in embedding units squared; equal along a row where
/// the shape is spherical.</param>
/// <param name="Width">Numbers per row, <c>d</c>.</param>
/// <param name="Floor">Smallest variance that was allowed.</param>
/// <param name="LogLikelihoods">Shape <c>[iterations + 1]</c>, in nats, of all rows: of the start and after every update. Never
/// falls, up to rounding.</param>
/// <param name="Bic">Bayesian information criterion, in nats: <c>p ln n - 2 ln L</c> for <c>p</c> free parameters; lower is better.</param>
/// <param name="Converged">Whether the last update gained no more than the tolerance.</param>
public sealed record MixtureResult(
    int Components,
    ImmutableArray<int> Assignments,
    ImmutableArray<double> Weights,
    ImmutableArray<double> Means,
    ImmutableArray<double> Variances,
    int Width,
    double Floor,
    ImmutableArray<double> LogLikelihoods,
    double Bic,
    bool Converged)
{
    /// <summary>Updates of the parameters.</summary>
    public int Iterations => Math.Max(LogLikelihoods.Length - 1, 0);

    /// <summary>Of all rows under the answer, in nats; 0 for no rows.</summary>
    public double LogLikelihood => LogLikelihoods.IsEmpty ? 0 : LogLikelihoods[^1];
}
