using System.Collections.Immutable;
using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Coverage;
using ActiveSeg.Policies.Kernels;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Diversity;

/// <summary>Probability coverage: each pick's ball holds the most scans that no labelled or picked scan's ball holds.</summary>
/// <remarks>
/// <para>Shapes: <c>n</c> selectable scans, <c>m</c> labelled ones, <c>d</c> embedding width, <c>b</c> picks.</para>
/// <para>A ball holds its centre and every scan nearer than delta. When all is covered a new layer starts: nothing counts as
/// covered, so that a small pool with large balls still yields ordered picks.</para>
/// <para>Units: utility is the number of newly covered scans; delta is in embedding units.</para>
/// <para>Default: delta is the largest radius with a purity of 0.95 under k-means pseudo-labels.</para>
/// <para>Up to 65,536 scans every scan is a candidate, unless the balls hold so many pairs that their lists would take more than three
/// quarters of the embeddings' bytes; then, and for larger pools, candidates are a keyed sample (16,384, halved until it fits), with
/// coverage counted over all scans.</para>
/// <para>Cost: O((m + n) n d) at worst, less what the pivots rule out; extra memory at most about the embeddings' bytes.</para>
/// <para>Source: Yehuda, Dekel, Hacohen and Weinshall, NeurIPS 2022, algorithm 1.</para>
/// </remarks>
public sealed class ProbCover : IQueryStrategy
{
    private const ulong Purpose = 0x50524F42;

    private readonly double? _delta;
    private readonly int? _mostCandidates;
    private readonly long? _mostPairs;

    /// <summary>Creates the strategy.</summary>
    /// <param name="delta">Radius of a ball, in embedding units. Range: at least 0. Default: by the purity rule.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delta"/> is negative or not a number.</exception>
    public ProbCover(double? delta = null)
        : this(delta, null, null)
    {
    }

    internal ProbCover(double? delta, int? mostCandidates, long? mostPairs)
    {
        if (delta is { } given && !(given >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(delta), delta, "a radius is at least 0");
        }

        (_delta, _mostCandidates, _mostPairs) = (delta, mostCandidates, mostPairs);
    }

    /// <inheritdoc />
    public string Name => "probcover";

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
        var rows = ScaledRows.OfScans(pool, listed);
        var stream = KeyedDraws.Stream(request.Seed, Purpose, request.Round);
        var delta = _delta ?? PurityRadius.Of(rows, pool, listed, stream).Delta;
        var covered = Covered(rows, ScaledRows.OfCentres(pool, request), (float)(delta * delta));
        var picks = ImmutableArray.CreateBuilder<Pick>();
        while (picks.Count < request.BatchSize && open.Count > 0)
        {
            var most = _mostCandidates ?? Candidates.Most(listed.Length);
            var pairs = _mostPairs ?? Candidates.MostPairs(listed.Length, rows.Width, 4);
            var (candidates, lists) = BallCover.Of(rows, pool, listed, open, delta, most, pairs, stream);
            Fill(picks, request.BatchSize, listed, open, candidates, new CoverCounts(lists, covered, candidates.Length), delta);
        }

        return new Batch(Name, picks.ToImmutable());
    }

    private static void Fill(
        ImmutableArray<Pick>.Builder picks, int size, int[] listed, OpenScans open, int[] candidates, CoverCounts counts, double delta)
    {
        var isLayer = false;
        while (picks.Count < size)
        {
            var best = -1;
            for (var c = 0; c < candidates.Length; c++)
            {
                if (open.IsOpen(listed[candidates[c]]) && (best < 0 || counts.Counts[c] > counts.Counts[best]))
                {
                    best = c;
                }
            }

            if (best < 0)
            {
                return;
            }

            if (counts.Counts[best] == 0)
            {
                counts.Forget();
                isLayer = true;
                continue;
            }

            var scan = listed[candidates[best]];
            var count = counts.Counts[best];
            picks.Add(new Pick(
                scan,
                count,
                $"{count} of {listed.Length} scans lie within {delta:g3} of it and of no {(isLayer ? "scan picked since all was covered" : "labelled or picked scan")}, " +
                    $"and no other candidate has more{(candidates.Length < listed.Length ? $" ({candidates.Length} were drawn)" : "")}"));
            open.Take(scan);
            counts.Take(best);
        }
    }

    private static bool[] Covered(RowTable rows, RowTable centres, float limit)
    {
        if (centres.Count == 0)
        {
            return new bool[rows.Count];
        }

        return Array.ConvertAll(NearestRows.Of(rows, centres).Squared, squared => squared < limit);
    }
}
