using System.Collections.Immutable;
using ActiveSeg.Policies.Clustering.Mixtures;

namespace ActiveSeg.Policies.Clustering.Counting;

/// <summary>A mixture with a number of components found by BIC.</summary>
/// <param name="Fit">The mixture of lowest BIC.</param>
/// <param name="Bics">BIC of 1, 2, … components, in nats; ends where the rows have no more distinct values.</param>
public sealed record MixtureChoice(MixtureResult Fit, ImmutableArray<double> Bics);
