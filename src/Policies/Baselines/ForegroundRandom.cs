using System.Collections.Immutable;
using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Selection;
using ActiveSeg.Policies.Uncertainty;

namespace ActiveSeg.Policies.Baselines;

/// <summary>Foreground-aware random sampling of scans: two thirds of the seats, on average, are drawn by predicted volume with rare
/// structures first, the others uniformly.</summary>
/// <remarks>
/// <para>Every seat is a foreground seat with chance 0.66. It then draws a structure with weight <c>1 / (1 + f)</c>, where <c>f</c> is the number of
/// labelled scans that show the structure if their volumes are known, else of selectable ones, and a scan in proportion to the
/// structure's predicted volume. Structures that no open scan shows are left out; if none is left the seat is uniform.</para>
/// <para>Units: utility is the scan's chance in a foreground draw; 0 on a uniform seat.</para>
/// <para>Range: the propensity is exact, summed over both kinds of seat and all structures, and above 0 for every open scan.</para>
/// <para>Cost: O(b n s) for s structures.</para>
/// <para>Source: the foreground share of Lueth et al. (nnActive), TMLR 2025, which draws patches by labelled voxels; this analogue for
/// whole scans, by predicted volumes, is ours.</para>
/// </remarks>
public sealed class ForegroundRandom : IQueryStrategy
{
    private const ulong Purpose = 0x464F5247;
    private const double ForegroundShare = 0.66;

    /// <inheritdoc />
    public string Name => "foreground-random";

    /// <inheritdoc />
    public SignalNeeds Needs => new(false, [ColumnNames.VolumeOfStructure]);

    /// <inheritdoc />
    public Batch Select(PoolColumns pool, SelectionRequest request)
    {
        var open = new OpenScans(pool, request);
        Needs.Demand(pool, Name);
        var picks = ImmutableArray.CreateBuilder<Pick>();
        if (open.Count == 0)
        {
            return new Batch(Name, []);
        }

        var structures = SignalColumns.StartingWith(pool.Signals, ColumnNames.VolumeOfStructure);
        var weights = Weights(pool, open, structures);
        var stream = KeyedDraws.Stream(request.Seed, Purpose, request.Round);
        while (picks.Count < request.BatchSize && open.Count > 0)
        {
            var pick = Draw(open, structures, weights, draw => KeyedDraws.Unit(stream, ((ulong)picks.Count * 3) + (ulong)draw));
            picks.Add(pick);
            open.Take(pick.Scan);
        }

        return new Batch(Name, picks.ToImmutable());
    }

    /// <summary>Weight of every structure; shape <c>[s]</c>.</summary>
    /// <exception cref="ArgumentException">A volume is negative; names the column.</exception>
    internal static double[] Weights(PoolColumns pool, OpenScans open, (string Structure, ImmutableArray<double> Values)[] structures)
    {
        var listed = open.Listed();
        var labelled = structures
            .Select(s => pool.Labelled.Signals.GetValueOrDefault(ColumnNames.VolumeOfStructure + s.Structure))
            .ToArray();
        var known = pool.Labelled.Count > 0 && labelled.All(values => !values.IsDefault);
        var weights = new double[structures.Length];
        for (var s = 0; s < weights.Length; s++)
        {
            var volumes = structures[s].Values;
            if (listed.Any(scan => volumes[scan] < 0))
            {
                throw new ArgumentException("a volume is negative", ColumnNames.VolumeOfStructure + structures[s].Structure);
            }

            weights[s] = 1.0 / (1 + (known ? labelled[s].Count(volume => volume > 0) : listed.Count(scan => volumes[scan] > 0)));
        }

        return weights;
    }

    private static Pick Draw(
        OpenScans open, (string Structure, ImmutableArray<double> Values)[] structures, double[] weights, Func<int, double> unit)
    {
        var listed = open.Listed();
        var totals = structures.Select(structure => listed.Sum(scan => structure.Values[scan])).ToArray();
        var shown = weights.Select((weight, s) => totals[s] > 0 ? weight : 0).ToArray();
        var all = shown.Sum();
        var share = all > 0 ? ForegroundShare : 0;
        if (unit(0) < share)
        {
            var s = At(shown, unit(1) * all);
            var scan = listed[At([.. listed.Select(i => structures[s].Values[i])], unit(2) * totals[s])];
            var why = $"drawn for {structures[s].Structure}, of which it shows {100 * structures[s].Values[scan] / totals[s]:g3} % of the " +
                $"predicted volume in {listed.Length} selectable scans";
            return new Pick(scan, Foreground(scan), why, Chance(scan));
        }

        var uniform = listed[Math.Min((int)(unit(2) * listed.Length), listed.Length - 1)];
        return new Pick(uniform, 0, $"drawn uniformly at random from {listed.Length} selectable scans", Chance(uniform));

        double Foreground(int scan) => shown.Select((weight, s) => weight == 0 ? 0 : weight / all * structures[s].Values[scan] / totals[s]).Sum();

        double Chance(int scan) => (share > 0 ? share * Foreground(scan) : 0) + ((1 - share) / listed.Length);
    }

    /// <summary>Where the running sum of the weights passes the mark; never a weight of 0.</summary>
    private static int At(double[] weights, double mark)
    {
        var (sum, last) = (0.0, -1);
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] > 0)
            {
                (sum, last) = (sum + weights[i], i);
                if (sum > mark)
                {
                    break;
                }
            }
        }

        return last;
    }
}
