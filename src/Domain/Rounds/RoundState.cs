using System.Collections.Immutable;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Worklists;

namespace ActiveSeg.Domain.Rounds;

/// <summary>One round of a project: its picks, its worklist and how far it has come.</summary>
/// <param name="Project">The project.</param>
/// <param name="Number">Its number.</param>
/// <param name="Phase">Where it stands.</param>
/// <param name="Decision">What the policy decided; absent until selection has run.</param>
/// <param name="Picks">The batch in rank order; empty until selection has run.</param>
/// <param name="Assignments">Reads to be done, in hand-out order.</param>
/// <param name="LastFencing">The highest fencing number given out in this round.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="DeadlineAt">First instant at which no more reads are waited for; absent for no deadline.</param>
/// <param name="ClosedAt">When it ended; absent while it runs.</param>
/// <param name="Outcome">How it ended; absent while it runs.</param>
[GenerateSerializer, Immutable, Alias("activeseg.round-state")]
public sealed record RoundState(
    [property: Id(0)] ProjectId Project,
    [property: Id(1)] RoundNumber Number,
    [property: Id(2)] RoundPhase Phase,
    [property: Id(3)] PolicyDecision? Decision,
    [property: Id(4)] ImmutableArray<PickRecord> Picks,
    [property: Id(5)] ImmutableArray<Assignment> Assignments,
    [property: Id(6)] long LastFencing,
    [property: Id(7)] DateTimeOffset StartedAt,
    [property: Id(8)] DateTimeOffset? DeadlineAt,
    [property: Id(9)] DateTimeOffset? ClosedAt,
    [property: Id(10)] RoundOutcome? Outcome);
