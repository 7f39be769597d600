using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;

namespace ActiveSeg.Domain.Delineations;

/// <summary>What becomes of a submitted read.</summary>
public abstract record SubmissionDecision
{
    private SubmissionDecision()
    {
    }

    /// <summary>The read is taken.</summary>
    /// <param name="Round">The round with the assignment done.</param>
    /// <param name="Scan">The scan with the read in it.</param>
    /// <param name="Outstanding">Reads of this scan still waited for in this round.</param>
    public sealed record Accepted(RoundState Round, ScanState Scan, int Outstanding) : SubmissionDecision;

    /// <summary>The read is not taken; its mask stays in the store.</summary>
    /// <param name="Refusal">Why.</param>
    public sealed record Refused(Refusal Refusal) : SubmissionDecision;
}
