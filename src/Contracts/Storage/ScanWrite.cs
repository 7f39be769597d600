using ActiveSeg.Domain.Pools;

namespace ActiveSeg.Contracts.Storage;

/// <summary>One scan of a commit.</summary>
/// <param name="ExpectedVersion">The version that the decision was made on; at least 1.</param>
/// <param name="Value">The new state; role, status and round become columns as well.</param>
public sealed record ScanWrite(long ExpectedVersion, ScanState Value);
