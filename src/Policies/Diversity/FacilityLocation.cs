using System.Collections.Immutable;
using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Coverage;
using ActiveSeg.Policies.Facility;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Diversity;

/// <summary>Facility location: each pick raises most the summed similarity of every selectable scan to its most similar
/// labelled or picked one.</summary>
/// <remarks>
/// <para>Shapes: <c>n</c> selectable scans, <c>m</c> labelled ones, <c>d</c> embedding width, <c>b</c> picks.</para>
/// <para>Units: similarity is 1 + cosine, so the objective is <c>sum_i max_j (1 + cos(i, j))</c>; utility is what the pick adds to it.
/// On rows of norm 1 that ranks as the largest squared distance minus the squared distance does.</para>
/// <para>Up to 65,536 scans the greedy rule is exact. Above, picks come from a keyed sample of 16,384 scans with the objective still
/// over all: the sampling of stochastic greedy, drawn once a batch instead of once a pick, so its expected bound holds loosely.</para>
/// <para>Cost: O((m + n) n d) at worst; extra memory at most 1.2 times the embeddings: lists of who gains from whom where these fit
/// (about n / m entries a scan), else a packed copy of the embeddings.</para>
/// <para>Source: Wei, Iyer and Bilmes, ICML 2015; Mirzasoleiman et al., AAAI 2015 (the sampling).</para>
/// </remarks>
public sealed class FacilityLocation : IQueryStrategy
{
    private const ulong Purpose = 0x464C4F43;

    private readonly int _exactScans;
    private readonly int _sampled;
    private readonly long? _mostPairs;

    /// <summary>Creates the strategy.</summary>
    public FacilityLocation()
        : this(Candidates.MostScans, Candidates.Sampled)
    {
    }

    internal FacilityLocation(int exactScans, int sampled, long? mostPairs = null) =>
        (_exactScans, _sampled, _mostPairs) = (exactScans, sampled, mostPairs);

    /// <inheritdoc />
    public string Name => "facility-location";

    /// <inheritdoc />
    public SignalNeeds Needs => SignalNeeds.EmbeddingsOnly;

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
        var stream = KeyedDraws.Stream(request.Seed, Purpose, request.Round);
        var most = listed.Length <= _exactScans ? listed.Length : _sampled;
        var greedy = new FacilityGreedy(
            ScaledRows.Normalised(ScaledRows.OfScans(pool, listed)), ScaledRows.Normalised(ScaledRows.OfCentres(pool, request)))
        {
            MostPairs = _mostPairs,
        };
        var picks = ImmutableArray.CreateBuilder<Pick>();
        greedy.Fill(
            picks,
            request.BatchSize,
            listed,
            open,
            () => Candidates.Open(pool, listed, open, stream, most),
            (gain, candidates) => $"adds {gain:g3} to the similarity (1 + cosine) of {listed.Length} scans to their nearest labelled or picked " +
                $"scan, the most{(most < listed.Length ? $" among {candidates} candidates drawn from the pool" : "")}",
            stream);
        return new Batch(Name, picks.ToImmutable());
    }
}
