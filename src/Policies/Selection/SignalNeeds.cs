using System.Collections.Immutable;

namespace ActiveSeg.Policies.Selection;

/// <summary>Columns that a strategy cannot do without.</summary>
/// <param name="Embeddings">Whether it needs an embedding of every scan.</param>
/// <param name="Signals">Names of the uncertainty signals that it needs; one that ends in '_' stands for at least one signal that starts so.</param>
public sealed record SignalNeeds(bool Embeddings, ImmutableArray<string> Signals)
{
    /// <summary>Needs nothing but the list of scans.</summary>
    public static SignalNeeds Nothing { get; } = new(false, []);

    /// <summary>Needs embeddings only.</summary>
    public static SignalNeeds EmbeddingsOnly { get; } = new(true, []);

    /// <summary>Names of the vectors that it needs. Default: none.</summary>
    public ImmutableArray<string> Vectors { get; init; } = [];

    /// <summary>Names of signals that labelled scans need, where there are any. Default: none.</summary>
    public ImmutableArray<string> LabelledSignals { get; init; } = [];

    /// <summary>Whether a signal is among them that says nothing with one pass over a scan: one of the spread of passes.</summary>
    public bool NeedSeveralPasses => Signals.Any(name => ColumnNames.OfSeveralPasses.Any(start => name.StartsWith(start, StringComparison.Ordinal)));

    /// <summary>Whether the pool holds every needed column; an empty pool always does.</summary>
    public bool AreMetBy(PoolColumns pool) => pool is not null ? Missing(pool) is null : throw new ArgumentNullException(nameof(pool));

    internal void Demand(PoolColumns pool, string strategy)
    {
        if (Missing(pool) is { } missing)
        {
            throw new MissingSignalException(strategy, missing, HowToGet(missing));
        }
    }

    private string? Missing(PoolColumns pool)
    {
        if (pool.Count == 0)
        {
            return null;
        }

        if (Embeddings && pool.EmbeddingWidth == 0)
        {
            return "embeddings";
        }

        return Signals.FirstOrDefault(name => !Has(pool.Signals.Keys, name))
            ?? Vectors.FirstOrDefault(name => !pool.Vectors.ContainsKey(name))
            ?? (pool.Labelled.Count > 0 ? LabelledSignals.FirstOrDefault(name => !Has(pool.Labelled.Signals.Keys, name)) : null);
    }

    private static bool Has(IEnumerable<string> names, string wanted) =>
        wanted.EndsWith('_') ? names.Any(name => name.StartsWith(wanted, StringComparison.Ordinal)) : names.Contains(wanted, StringComparer.Ordinal);

    private static string HowToGet(string missing) => missing switch
    {
        "embeddings" => "let the trainer embed the pool: image statistics before the first model, the model's features after it",
        ColumnNames.AcquisitionOrder => "register scans with their date of acquisition; no model need be trained for it",
        ColumnNames.ReconstructionError => "train a self-supervised encoder that restores the scans; 'cold-start' does without its errors",
        ColumnNames.PredictedLoss => "train a model with a head that predicts its own loss; 'predicted-dice' does without one",
        ColumnNames.LabelledDice => "train a model and let the trainer score the labelled scans with it",
        _ => "train a model and let the trainer score the pool with it; before the first model use cold-start",
    };
}
