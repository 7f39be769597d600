using System.Collections.Immutable;

namespace ActiveSeg.Policies.Selection;

/// <summary>A batch with what it was computed from, so that every pick can be recomputed and checked.</summary>
/// <param name="Batch">The picks.</param>
/// <param name="Request">Size, seed and constraints.</param>
/// <param name="InputHashes">Column to SHA-256 in hexadecimal; the order of rows does not matter.</param>
public sealed record SelectionRecord(Batch Batch, SelectionRequest Request, ImmutableSortedDictionary<string, string> InputHashes)
{
    /// <summary>One hash over all of <see cref="InputHashes"/>, strategy and request.</summary>
    public string InputHash => ColumnHashes.Whole(Batch.Strategy, Request, InputHashes);

    /// <summary>Lets a strategy pick, and keeps the hashes of what it saw.</summary>
    /// <exception cref="MissingSignalException">The pool lacks a needed column.</exception>
    /// <exception cref="ArgumentException">The request names a row outside the pool or a cap below 1.</exception>
    public static SelectionRecord Make(IQueryStrategy strategy, PoolColumns pool, SelectionRequest request)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(request);
        return new SelectionRecord(strategy.Select(pool, request), request, ColumnHashes.Of(pool, request));
    }

    /// <summary>What in the pool differs from what the record saw; empty when the pick can be recomputed from it.</summary>
    public ImmutableArray<string> DifferencesTo(PoolColumns pool)
    {
        ArgumentNullException.ThrowIfNull(pool);
        var now = ColumnHashes.Of(pool, Request);
        return [.. InputHashes.Keys.Union(now.Keys, StringComparer.Ordinal)
            .Where(name => InputHashes.GetValueOrDefault(name) != now.GetValueOrDefault(name))
            .Order(StringComparer.Ordinal)];
    }
}
