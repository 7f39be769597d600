using System.Collections.Immutable;

namespace ActiveSeg.Lab.Results;

/// <summary>A scan's place on the map of embeddings: the first two principal components.</summary>
/// <param name="Scan">Case id of the dataset.</param>
/// <param name="X">First component.</param>
/// <param name="Y">Second component.</param>
/// <param name="Strata">Name to value.</param>
public sealed record MapPoint(string Scan, double X, double Y, ImmutableSortedDictionary<string, string> Strata);
