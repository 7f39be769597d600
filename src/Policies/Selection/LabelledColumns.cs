using System.Collections.Immutable;

namespace ActiveSeg.Policies.Selection;

/// <summary>The labelled scans, as strategies that look at coverage need them.</summary>
/// <remarks>
/// <para>Shapes: <c>m</c> labelled scans, <c>d</c> embedding width.</para>
/// <para>Threading: immutable; the memory given as embeddings is not copied.</para>
/// </remarks>
public sealed class LabelledColumns
{
    private readonly int[] _keyOrder;

    /// <summary>Creates the columns and checks them.</summary>
    /// <param name="stableKeys">Shape <c>[m]</c>; distinct.</param>
    /// <param name="embeddings">Shape <c>[m * d]</c>, row-major. Range: finite, magnitude at most 1e15.</param>
    /// <param name="embeddingWidth"><c>d</c>; that of the pool.</param>
    /// <param name="strata">Name to shape <c>[m]</c>; none, or the names of the pool's strata.</param>
    /// <param name="patients">Shape <c>[m]</c>. Default: every scan its own.</param>
    /// <param name="signals">Name to shape <c>[m]</c>, finite. Default: none.</param>
    /// <param name="vectors">Name to shape <c>[m, w]</c>, finite. Default: none.</param>
    /// <exception cref="ArgumentException">A column has the wrong shape or a value out of range; names the column.</exception>
    public LabelledColumns(
        ImmutableArray<ulong> stableKeys,
        ReadOnlyMemory<float> embeddings = default,
        int embeddingWidth = 0,
        IReadOnlyDictionary<string, ImmutableArray<string>>? strata = null,
        ImmutableArray<int> patients = default,
        IReadOnlyDictionary<string, ImmutableArray<double>>? signals = null,
        IReadOnlyDictionary<string, RowVectors>? vectors = null)
    {
        _keyOrder = ColumnChecks.OrderByKey(stableKeys, "labelled.stableKeys");
        StableKeys = stableKeys;
        Count = stableKeys.Length;
        ColumnChecks.Embeddings(embeddings, embeddingWidth, Count, "labelled.embeddings");
        Embeddings = embeddings;
        EmbeddingWidth = embeddingWidth;
        Strata = ColumnChecks.Strata(strata, Count, "labelled.strata");
        Patients = ColumnChecks.Shape(patients, Count, "labelled.patients");
        Signals = ColumnChecks.Signals(signals, Count);
        Vectors = ColumnChecks.Vectors(vectors, Count, "labelled.vectors");
    }

    /// <summary>No labelled scan.</summary>
    public static LabelledColumns None { get; } = new([]);

    /// <summary>Labelled scans, <c>m</c>.</summary>
    public int Count { get; }

    /// <summary>Shape <c>[m]</c>; distinct.</summary>
    public ImmutableArray<ulong> StableKeys { get; }

    /// <summary>Shape <c>[m * d]</c>, row-major.</summary>
    public ReadOnlyMemory<float> Embeddings { get; }

    /// <summary>Numbers per embedding; 0 means none.</summary>
    public int EmbeddingWidth { get; }

    /// <summary>Name to shape <c>[m]</c>.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Strata { get; }

    /// <summary>Name to shape <c>[m]</c>.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<double>> Signals { get; }

    /// <summary>Name to shape <c>[m, w]</c>.</summary>
    public ImmutableSortedDictionary<string, RowVectors> Vectors { get; }

    /// <summary>Shape <c>[m]</c>, or empty.</summary>
    public ImmutableArray<int> Patients { get; }

    internal ReadOnlySpan<int> KeyOrder => _keyOrder;
}
