using System.Collections.Immutable;

namespace ActiveSeg.Policies.Selection;

/// <summary>What a strategy sees of the pool: one row per scan, columns side by side.</summary>
/// <remarks>
/// <para>Shapes: <c>n</c> pool scans, <c>d</c> embedding width, <c>m</c> labelled scans. Scans are named by row, 0 to n - 1.</para>
/// <para>Deterministic: strategies break ties and draw by <see cref="StableKeys"/>, never by row, so the order of rows is free.</para>
/// <para>Threading: immutable; the memory given as embeddings is not copied and must not change while this lives.</para>
/// </remarks>
public sealed class PoolColumns
{
    private readonly int[] _keyOrder;

    /// <summary>Creates the view and checks every column.</summary>
    /// <param name="stableKeys">Shape <c>[n]</c>; distinct, the same for a scan in every round, e.g. a hash of its id.</param>
    /// <param name="embeddings">Shape <c>[n * d]</c>, row-major. Range: finite, magnitude at most 1e15.</param>
    /// <param name="embeddingWidth"><c>d</c>; 0 means that there are none.</param>
    /// <param name="signals">Name to shape <c>[n]</c>, finite; higher means less certain. Units: the signal's own.</param>
    /// <param name="strata">Name to shape <c>[n]</c>.</param>
    /// <param name="patients">Shape <c>[n]</c>; equal numbers mean one patient, -1 an unknown one. Default: every scan its own.</param>
    /// <param name="clusters">Shape <c>[n]</c>; -1 means none. Default: no clusters.</param>
    /// <param name="selectable">Shape <c>[n]</c>. Default: all.</param>
    /// <param name="labelled">Scans that have a reference. Default: none.</param>
    /// <param name="vectors">Name to shape <c>[n, w]</c>, finite. Default: none.</param>
    /// <exception cref="ArgumentException">A column has the wrong shape or a value out of range; names the column.</exception>
    public PoolColumns(
        ImmutableArray<ulong> stableKeys,
        ReadOnlyMemory<float> embeddings = default,
        int embeddingWidth = 0,
        IReadOnlyDictionary<string, ImmutableArray<double>>? signals = null,
        IReadOnlyDictionary<string, ImmutableArray<string>>? strata = null,
        ImmutableArray<int> patients = default,
        ImmutableArray<int> clusters = default,
        ImmutableArray<bool> selectable = default,
        LabelledColumns? labelled = null,
        IReadOnlyDictionary<string, RowVectors>? vectors = null)
    {
        _keyOrder = ColumnChecks.OrderByKey(stableKeys, nameof(stableKeys));
        StableKeys = stableKeys;
        Count = stableKeys.Length;
        ColumnChecks.Embeddings(embeddings, embeddingWidth, Count, nameof(embeddings));
        Embeddings = embeddings;
        EmbeddingWidth = embeddingWidth;
        Signals = ColumnChecks.Signals(signals, Count);
        Strata = ColumnChecks.Strata(strata, Count, nameof(strata));
        Patients = ColumnChecks.Shape(patients, Count, nameof(patients));
        Clusters = ColumnChecks.Shape(clusters, Count, nameof(clusters));
        Selectable = ColumnChecks.Shape(selectable, Count, nameof(selectable));
        Vectors = ColumnChecks.Vectors(vectors, Count, nameof(vectors));
        Labelled = labelled ?? LabelledColumns.None;
        CheckLabelled();
    }

    /// <summary>Scans in the pool, <c>n</c>.</summary>
    public int Count { get; }

    /// <summary>Shape <c>[n]</c>; distinct.</summary>
    public ImmutableArray<ulong> StableKeys { get; }

    /// <summary>Shape <c>[n * d]</c>, row-major; empty when <see cref="EmbeddingWidth"/> is 0.</summary>
    public ReadOnlyMemory<float> Embeddings { get; }

    /// <summary>Numbers per embedding, <c>d</c>; 0 means none.</summary>
    public int EmbeddingWidth { get; }

    /// <summary>Name to shape <c>[n]</c>; higher means less certain.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<double>> Signals { get; }

    /// <summary>Name to shape <c>[n, w]</c>.</summary>
    public ImmutableSortedDictionary<string, RowVectors> Vectors { get; }

    /// <summary>Name to shape <c>[n]</c>.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Strata { get; }

    /// <summary>Shape <c>[n]</c>, or empty: every scan is its own patient.</summary>
    public ImmutableArray<int> Patients { get; }

    /// <summary>Shape <c>[n]</c> with -1 for none, or empty.</summary>
    public ImmutableArray<int> Clusters { get; }

    /// <summary>Shape <c>[n]</c>, or empty: all are selectable.</summary>
    public ImmutableArray<bool> Selectable { get; }

    /// <summary>Scans that have a reference.</summary>
    public LabelledColumns Labelled { get; }

    /// <summary>Rows in rising order of stable key: the order in which strategies compute.</summary>
    internal ReadOnlySpan<int> KeyOrder => _keyOrder;

    /// <summary>Whether a strategy may pick the scan at all.</summary>
    public bool IsSelectable(int scan) => Selectable.IsEmpty || Selectable[scan];

    /// <summary>Embedding of one scan; shape <c>[d]</c>.</summary>
    public ReadOnlySpan<float> Embedding(int scan) =>
        Embeddings.Span.Slice(scan * EmbeddingWidth, EmbeddingWidth);

    private void CheckLabelled()
    {
        if (Labelled.Count == 0)
        {
            return;
        }

        if (Labelled.EmbeddingWidth != EmbeddingWidth && Count > 0)
        {
            throw new ArgumentException(
                $"labelled embeddings are {Labelled.EmbeddingWidth} wide, the pool's {EmbeddingWidth}", "labelled");
        }

        if (Labelled.Strata.Count > 0 && !Labelled.Strata.Keys.SequenceEqual(Strata.Keys, StringComparer.Ordinal))
        {
            throw new ArgumentException("labelled strata have other names than the pool's strata", "labelled");
        }

        var at = 0;
        var labelledOrder = Labelled.KeyOrder;
        foreach (var scan in _keyOrder)
        {
            while (at < labelledOrder.Length && Labelled.StableKeys[labelledOrder[at]] < StableKeys[scan])
            {
                at++;
            }

            if (at < labelledOrder.Length && Labelled.StableKeys[labelledOrder[at]] == StableKeys[scan] &&
                IsSelectable(scan))
            {
                throw new ArgumentException($"scan {scan} is both labelled and selectable", "labelled");
            }
        }
    }
}
