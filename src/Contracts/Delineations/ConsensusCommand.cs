using System.Collections.Immutable;
using ActiveSeg.Domain.Delineations;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;

namespace ActiveSeg.Contracts.Delineations;

/// <summary>What fusing a scan's reads gave.</summary>
/// <param name="Round">The round of the reads.</param>
/// <param name="Fused">The reads that were fused.</param>
/// <param name="Mask">The fused label map.</param>
/// <param name="Agreement">Mean pairwise Dice of the reads by structure label; empty for one read.</param>
[GenerateSerializer, Immutable, Alias("activeseg.consensus-command")]
public sealed record ConsensusCommand(
    [property: Id(0)] RoundNumber Round,
    [property: Id(1)] ImmutableArray<Delineation> Fused,
    [property: Id(2)] ArtifactRef Mask,
    [property: Id(3)] ImmutableSortedDictionary<int, double> Agreement);
