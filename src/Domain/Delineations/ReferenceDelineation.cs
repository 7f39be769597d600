using System.Collections.Immutable;
using ActiveSeg.Domain.Projects;

namespace ActiveSeg.Domain.Delineations;

/// <summary>What the labelled set or the locked set uses for a scan.</summary>
/// <param name="Version">From 1.</param>
/// <param name="Mask">The label map, as compressed NIfTI-1 on the scan's grid.</param>
/// <param name="Source">"majority-vote of 3", "adjudication", or where an imported reference came from.</param>
/// <param name="Agreement">Mean pairwise Dice of the reads by structure label; empty for one read or an imported reference.</param>
/// <param name="CreatedAt">When it was recorded.</param>
[GenerateSerializer, Immutable, Alias("activeseg.reference-delineation")]
public sealed record ReferenceDelineation(
    [property: Id(0)] int Version,
    [property: Id(1)] ArtifactRef Mask,
    [property: Id(2)] string Source,
    [property: Id(3)] ImmutableSortedDictionary<int, double> Agreement,
    [property: Id(4)] DateTimeOffset CreatedAt)
{
    /// <summary>Mean of <see cref="Agreement"/> over the structures; absent when there is none.</summary>
    public double? MeanAgreement => Agreement.Count == 0 ? null : Agreement.Values.Average();
}
