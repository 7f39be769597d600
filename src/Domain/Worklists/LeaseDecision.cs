using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;

namespace ActiveSeg.Domain.Worklists;

/// <summary>What is answered to a rater who asks for a lease.</summary>
public abstract record LeaseDecision
{
    private LeaseDecision()
    {
    }

    /// <summary>A lease was given or prolonged.</summary>
    /// <param name="Round">The round with the lease in it.</param>
    /// <param name="Lease">The lease.</param>
    public sealed record Granted(RoundState Round, Lease Lease) : LeaseDecision;

    /// <summary>The rater holds this one already; nothing changes.</summary>
    /// <param name="Lease">The lease.</param>
    public sealed record Held(Lease Lease) : LeaseDecision;

    /// <summary>There is nothing for this rater now.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="MoreExpected">Whether asking again in this round can bring something.</param>
    public sealed record None(NoneReason Reason, bool MoreExpected) : LeaseDecision;

    /// <summary>The lease that was named does not hold any more.</summary>
    /// <param name="Refusal">Why.</param>
    public sealed record Refused(Refusal Refusal) : LeaseDecision;
}
