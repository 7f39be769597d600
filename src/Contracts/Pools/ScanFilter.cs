using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Rounds;

namespace ActiveSeg.Contracts.Pools;

/// <summary>Which scans a listing wants; absent parts match all.</summary>
/// <param name="Role">Only this role.</param>
/// <param name="Status">Only this status.</param>
/// <param name="Round">Only scans last picked for this round.</param>
/// <param name="After">Only names after this one, in ordinal order; empty for all.</param>
/// <param name="Limit">Scans at most.</param>
public sealed record ScanFilter(
    ScanRole? Role = null, ScanStatus? Status = null, RoundNumber? Round = null, string After = "", int Limit = int.MaxValue);
