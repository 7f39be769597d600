using System.Collections.Immutable;
using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Coverage;
using ActiveSeg.Policies.Facility;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Hybrid;

/// <summary>Filtered active submodular selection: facility location that picks among the 10 b least certain scans only.</summary>
/// <remarks>
/// <para>Shapes: <c>n</c> selectable scans, <c>b</c> picks, <c>M = 10 b</c> candidates, <c>d</c> embedding width.</para>
/// <para>The objective counts every selectable scan and starts from the labelled ones, as facility location's does; the authors
/// count the filtered scans only. Where caps close all M candidates the next M least certain scans follow.</para>
/// <para>Units: utility is what the pick adds to <c>sum_i max_j (1 + cos(i, j))</c>.</para>
/// <para>Cost: O((m + M) n d).</para>
/// <para>Source: Wei, Iyer and Bilmes, ICML 2015, section 4; M = 10 b is ours.</para>
/// </remarks>
public sealed class Fass : IQueryStrategy
{
    private const int PerPick = 10;
    private const ulong Purpose = 0x46415353;

    /// <inheritdoc />
    public string Name => "fass";

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
        var greedy = new FacilityGreedy(
            ScaledRows.Normalised(ScaledRows.OfScans(pool, listed)), ScaledRows.Normalised(ScaledRows.OfCentres(pool, request)));
        var picks = ImmutableArray.CreateBuilder<Pick>();
        greedy.Fill(
            picks,
            request.BatchSize,
            listed,
            open,
            () => LeastCertain.Places(listed, open, entropies, PerPick * (long)request.BatchSize),
            (gain, candidates) => $"adds {gain:g3} to the similarity (1 + cosine) of {listed.Length} scans to their nearest labelled or picked " +
                $"scan, the most among the {candidates} least certain scans (foreground entropy)",
            KeyedDraws.Stream(request.Seed, Purpose, request.Round));
        return new Batch(Name, picks.ToImmutable());
    }
}
