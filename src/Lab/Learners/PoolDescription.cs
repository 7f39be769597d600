using System.Collections.Immutable;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Lab.Learners;

/// <summary>Columns over the pool, as a model sees it.</summary>
/// <param name="Scans">Case ids, sorted; shape <c>[n]</c>.</param>
/// <param name="EmbeddingWidth"><c>d</c>.</param>
/// <param name="Embeddings">Shape <c>[n * d]</c>, row-major.</param>
/// <param name="Signals">Name to shape <c>[n]</c>, finite; names as in <see cref="ColumnNames"/>.</param>
/// <param name="Vectors">Name to shape <c>[n, w]</c>.</param>
/// <param name="Dice">Mean Dice of the model's own prediction; meant for labelled scans, where it is that of the training scans. Shape <c>[n]</c>.</param>
internal sealed record PoolDescription(
    ImmutableArray<string> Scans,
    int EmbeddingWidth,
    float[] Embeddings,
    ImmutableSortedDictionary<string, ImmutableArray<double>> Signals,
    ImmutableSortedDictionary<string, RowVectors> Vectors,
    ImmutableArray<double> Dice);
