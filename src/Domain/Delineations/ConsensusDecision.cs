using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Rounds;

namespace ActiveSeg.Domain.Delineations;

/// <summary>What follows from fusing a scan's reads.</summary>
public abstract record ConsensusDecision
{
    private ConsensusDecision()
    {
    }

    /// <summary>The scan has a new reference.</summary>
    /// <param name="Scan">The scan, now labelled.</param>
    public sealed record Accepted(ScanState Scan) : ConsensusDecision;

    /// <summary>The reads disagree too much; one more rater decides.</summary>
    /// <param name="Round">The round with the adjudication in its worklist.</param>
    public sealed record Adjudicate(RoundState Round) : ConsensusDecision;

    /// <summary>Reads are missing, or the scan has its reference already; nothing changes.</summary>
    public sealed record Nothing : ConsensusDecision;
}
