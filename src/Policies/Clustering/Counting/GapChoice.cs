using System.Collections.Immutable;

namespace ActiveSeg.Policies.Clustering.Counting;

/// <summary>A k-means clustering into a number of clusters found by the gap statistic.</summary>
/// <param name="Fit">The clustering of all rows.</param>
/// <param name="Gaps">Gap of 1, 2, … clusters, in nats; infinite, and the last, where the clusters hold equal rows only.</param>
/// <param name="Errors">Standard error of each gap, in nats, with the references' own noise; 0 for an infinite one.</param>
public sealed record GapChoice(KMeansResult Fit, ImmutableArray<double> Gaps, ImmutableArray<double> Errors);
