using System.Collections.Immutable;

namespace ActiveSeg.Policies.Selection;

/// <summary>Columns that a strategy cannot do without.</summary>
/// <param name="Embeddings">Whether it needs an embedding of every scan.</param>
/// <param name="Signals">Names of the uncertainty signals that it needs.</param>
public sealed record SignalNeeds(bool Embeddings, ImmutableArray<string> Signals)
{
    /// <summary>Needs nothing but the list of scans.</summary>
    public static SignalNeeds Nothing { get; } = new(false, []);

    /// <summary>Needs embeddings only.</summary>
    public static SignalNeeds EmbeddingsOnly { get; } = new(true, []);

    /// <summary>Whether the pool holds every needed column; an empty pool always does.</summary>
    public bool AreMetBy(PoolColumns pool)
    {
        ArgumentNullException.ThrowIfNull(pool);
        return pool.Count == 0 ||
            ((!Embeddings || pool.EmbeddingWidth > 0) && Signals.All(pool.Signals.ContainsKey));
    }

    internal void Demand(PoolColumns pool, string strategy)
    {
        if (AreMetBy(pool))
        {
            return;
        }

        if (Embeddings && pool.EmbeddingWidth == 0)
        {
            throw new MissingSignalException(
                strategy,
                "embeddings",
                "let the trainer embed the pool: image statistics before the first model, the model's features after it");
        }

        throw new MissingSignalException(
            strategy,
            Signals.First(name => !pool.Signals.ContainsKey(name)),
            "train a model and let the trainer score the pool with it; before the first model use cold-start");
    }
}
