using ActiveSeg.Contracts.Projects;
using ActiveSeg.Domain.Worklists;

namespace ActiveSeg.Contracts.Worklists;

/// <summary>Asks for the next read.</summary>
/// <param name="Call">Identity of the call.</param>
/// <param name="Rater">Who asks.</param>
/// <param name="Adjudicator">Whether the rater may be given adjudications.</param>
[GenerateSerializer, Immutable, Alias("activeseg.lease-next-command")]
public sealed record LeaseNextCommand(
    [property: Id(0)] CallIdentity Call, [property: Id(1)] RaterId Rater, [property: Id(2)] bool Adjudicator);
