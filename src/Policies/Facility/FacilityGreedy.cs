using System.Collections.Immutable;
using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Coverage;
using ActiveSeg.Policies.Kernels;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Facility;

/// <summary>Greedy facility location: each pick adds most to <c>F(S) = sum_i max_{j in S} (1 + cos(i, j))</c>.</summary>
/// <remarks>
/// <para>Gains come from <see cref="ListedGains"/> where the lists fit into memory, else from <see cref="LazyGains"/>: the same
/// numbers but for rounding. Before any centre a scan's gain has a closed form.</para>
/// <para>Source: Nemhauser, Wolsey and Fisher, Mathematical Programming 14, 1978 (greedy).</para>
/// </remarks>
internal sealed class FacilityGreedy
{
    private const float FarthestSquared = 4;
    private const int ProbeRows = 64;

    private readonly ScaledRows _rows;
    private readonly float[] _squared;
    private bool _hasCentre;

    /// <summary>Starts from what is chosen already.</summary>
    /// <param name="rows">The rows to be covered, normalised.</param>
    /// <param name="centres">What is chosen already, normalised.</param>
    public FacilityGreedy(ScaledRows rows, ScaledRows centres)
    {
        (_rows, _squared, _hasCentre) = (rows, new float[rows.Count], centres.Count > 0);
        Array.Fill(_squared, FarthestSquared);
        rows.LowerTo(centres, _squared);
    }

    /// <summary>Most pairs that lists may hold. Default: <see cref="Candidates.MostPairs"/> at 8 bytes.</summary>
    public long? MostPairs { get; init; }

    /// <summary>The objective over the rows, in similarity 1 + cosine.</summary>
    public double Objective => _squared.Sum(squared => (FarthestSquared - (double)squared) / 2);

    /// <summary>Picks until the batch is full or the scans run out.</summary>
    /// <param name="picks">Receives the picks.</param>
    /// <param name="size">Picks wanted in all.</param>
    /// <param name="listed">Scan of each row.</param>
    /// <param name="open">Which scans may be picked.</param>
    /// <param name="next">Places of the next candidates, rising; asked again when none of the last is open.</param>
    /// <param name="reason">From gain and number of candidates.</param>
    /// <param name="seed">Source of the pivots.</param>
    public void Fill(
        ImmutableArray<Pick>.Builder picks, int size, int[] listed, OpenScans open, Func<int[]> next, Func<double, int, string> reason, ulong seed)
    {
        while (picks.Count < size && open.Count > 0)
        {
            var candidates = next();
            if (!_hasCentre)
            {
                var (first, gain) = First(candidates);
                picks.Add(new Pick(listed[first], gain, reason(gain, candidates.Length)));
                open.Take(listed[first]);
                _rows.LowerTo(_rows.Choose([first]), _squared);
                _hasCentre = true;
            }

            var gains = Gains(candidates, seed);
            while (picks.Count < size && gains.Best(c => open.IsOpen(listed[candidates[c]])) is var (at, gain) && at >= 0)
            {
                var scan = listed[candidates[at]];
                picks.Add(new Pick(scan, gain, reason(gain, candidates.Length)));
                open.Take(scan);
                gains.Take(at);
            }
        }
    }

    private IFacilityGains Gains(int[] candidates, ulong seed)
    {
        var most = MostPairs ?? Candidates.MostPairs(_rows.Count, _rows.Table.Width, 8);
        var request = new BallRequest(_rows, candidates, (float[])_squared.Clone(), most, seed) { KeepsDistances = true };
        return MayFit(candidates, most) && BallLists.TryBuild(request) is { } lists
            ? new ListedGains(lists, _squared, candidates.Length)
            : new LazyGains(_rows, candidates, _squared);
    }

    /// <summary>Whether a few rows, taken for all, promise at most twice so many pairs.</summary>
    private bool MayFit(int[] candidates, long most)
    {
        if ((long)_rows.Count * candidates.Length <= most)
        {
            return true;
        }

        var places = new int[Math.Min(ProbeRows, _rows.Count)];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = (int)((long)i * _rows.Count / places.Length);
        }

        var (probes, others, found) = (_rows.Choose(places), _rows.Choose(candidates), 0L);
        DotTiles.ForEach(others.Table, new PackedRows(probes.Table), tile =>
        {
            var inside = 0;
            for (var i = 0; i < tile.Rows; i++)
            {
                var distances = tile.Row(i);
                others.ToDistances(distances, tile.FirstRow + i, probes, tile.FirstColumn);
                for (var p = 0; p < distances.Length; p++)
                {
                    inside += distances[p] < _squared[places[tile.FirstColumn + p]] ? 1 : 0;
                }
            }

            Interlocked.Add(ref found, inside);
        });
        return found * (double)_rows.Count / places.Length <= 2.0 * most;
    }

    private (int Place, double Gain) First(int[] candidates)
    {
        var sum = MeanSimilarity.Sum(_rows);
        var norms = _rows.SquaredNorms.Sum(norm => (double)norm);
        var (best, at) = (double.NegativeInfinity, -1);
        foreach (var place in candidates)
        {
            var gain = ((((FarthestSquared - (double)_rows.SquaredNorms[place]) * _rows.Count) - norms) / 2) + MeanSimilarity.Product(_rows, place, sum);
            if (gain > best)
            {
                (best, at) = (gain, place);
            }
        }

        return (at, best);
    }
}
