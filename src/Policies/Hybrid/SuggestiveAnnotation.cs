using System.Collections.Immutable;
using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Coverage;
using ActiveSeg.Policies.Facility;
using ActiveSeg.Policies.Kernels;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Hybrid;

/// <summary>Suggestive annotation: of the 2 b least certain scans those whose set represents the pool best.</summary>
/// <remarks>
/// <para>Shapes: <c>n</c> selectable scans, <c>b</c> picks, <c>K = 2 b</c> candidates, <c>d</c> embedding width.</para>
/// <para>Representativeness is <c>sum_i max_{j in picks} cos(i, j)</c> over the selectable scans, greedily; labelled scans do not count in
/// it, scans already taken into the batch do. The authors take the variance of a bootstrap committee for uncertainty; here it is the
/// foreground entropy. Where caps close all K candidates the next K follow.</para>
/// <para>Units: utility is what the pick adds, in similarity 1 + cosine.</para>
/// <para>Cost: O(K n d).</para>
/// <para>Source: Yang et al., MICCAI 2017, section 2.3.</para>
/// </remarks>
public sealed class SuggestiveAnnotation : IQueryStrategy
{
    private const int PerPick = 2;
    private const ulong Purpose = 0x53554747;

    /// <inheritdoc />
    public string Name => "suggestive-annotation";

    /// <inheritdoc />
    public SignalNeeds Needs => new(true, [ColumnNames.EntropyForeground]);

    /// <inheritdoc />
    public Batch Select(PoolColumns pool, SelectionRequest request)
    {
        var open = new OpenScans(pool, request);
        Needs.Demand(pool, Name);
        if (open.Count == 0 || request.BatchSize == 0)
        {
            return new Batch(Name, []);
        }

        var listed = open.Listed();
        var entropies = pool.Signals[ColumnNames.EntropyForeground];
        var taken = new RowTable(pool.Embeddings, default, [.. request.Taken], pool.EmbeddingWidth);
        var greedy = new FacilityGreedy(ScaledRows.Normalised(ScaledRows.OfScans(pool, listed)), ScaledRows.Normalised(taken));
        var picks = ImmutableArray.CreateBuilder<Pick>();
        greedy.Fill(
            picks,
            request.BatchSize,
            listed,
            open,
            () => LeastCertain.Places(listed, open, entropies, PerPick * (long)request.BatchSize),
            (gain, candidates) => $"of the {candidates} least certain scans (foreground entropy) the one that represents {listed.Length} scans best " +
                $"beside the picks before it: adds {gain:g3} to their summed similarity (1 + cosine)",
            KeyedDraws.Stream(request.Seed, Purpose, request.Round));
        return new Batch(Name, picks.ToImmutable());
    }
}
