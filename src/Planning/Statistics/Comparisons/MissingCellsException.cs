using System.Collections.Immutable;

namespace ActiveSeg.Planning.Statistics.Comparisons;

/// <summary>Some runs lack values, so that policies cannot be paired; dropping the seeds silently would favour whoever failed.</summary>
/// <param name="cells">All that are missing.</param>
public sealed class MissingCellsException(ImmutableArray<MissingCell> cells)
    : ArgumentException($"{cells.Length} values are missing: {string.Join(", ", cells.Take(20))}{(cells.Length > 20 ? ", …" : "")}")
{
    /// <summary>All that are missing, by policy, seed, budget and stratum.</summary>
    public ImmutableArray<MissingCell> Cells { get; } = cells;
}
