using System.Collections.Immutable;
using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Selection;
using ActiveSeg.Policies.Uncertainty;

namespace ActiveSeg.Policies.Hybrid;

/// <summary>ClaSP PE: two thirds of the batch shared equally by the structures and drawn by entropy in each, the rest drawn by plain
/// entropy, all with power noise that fades over the rounds.</summary>
/// <remarks>
/// <para>Of <c>b</c> seats <c>floor(0.66 b)</c> go to the structures, what does not divide equally to structures drawn by the seed. Seats
/// are filled structure by structure in order of name, then the plain ones; each has the weight <c>u^beta</c>.</para>
/// <para>Units: utility is the entropy (times the structure's probability, for its seats) in nats.</para>
/// <para>Range: the propensity is <c>u^beta / sum u^beta</c> over the scans open when it was drawn, given the structures' seats.</para>
/// <para>Cost: O(s n log n + b n) for s structures.</para>
/// <para>Source: Lueth et al., TMLR 2026, for patches of an image; picking whole scans, and means over the foreground
/// instead of the window, of the classes too, are ours: a structure's score is the lower the larger the others are.</para>
/// </remarks>
public sealed class ClassStratifiedEntropy : IQueryStrategy
{
    private const ulong Purpose = 0x434C4153;
    private const int ClassPercent = 66;

    private readonly PowerNoise _noise;

    /// <summary>Creates the strategy.</summary>
    /// <param name="noise">Default: beta 1 to 100 over the rounds.</param>
    /// <exception cref="ArgumentOutOfRangeException">A beta is not positive and finite.</exception>
    public ClassStratifiedEntropy(PowerNoise? noise = null) => _noise = (noise ?? new PowerNoise()).Checked();

    /// <inheritdoc />
    public string Name => "clasp-pe";

    /// <inheritdoc />
    public SignalNeeds Needs => new(false, [ColumnNames.EntropyForeground, ColumnNames.EntropyOfClass]);

    /// <inheritdoc />
    public Batch Select(PoolColumns pool, SelectionRequest request)
    {
        var open = new OpenScans(pool, request);
        Needs.Demand(pool, Name);
        if (open.Count == 0)
        {
            return new Batch(Name, []);
        }

        var structures = SignalColumns.StartingWith(pool.Signals, ColumnNames.EntropyOfClass);
        var beta = _noise.BetaAt(request.Round, request.Rounds);
        var seats = Seats(request, structures.Length);
        var picks = ImmutableArray.CreateBuilder<Pick>();
        for (var c = 0; c < seats.Length; c++)
        {
            var (structure, values) = structures[c];
            Fill(
                ColumnNames.EntropyOfClass + structure,
                values,
                seats[c],
                c + 1,
                value => $"entropy of {structure} {value:g3} nats",
                $"a seat of {structure}");
        }

        Fill(
            ColumnNames.EntropyForeground,
            pool.Signals[ColumnNames.EntropyForeground],
            request.BatchSize - picks.Count,
            0,
            value => SignalNaming.InWords(UncertaintySignal.Entropy, ScanAggregation.Foreground, value),
            "a seat of all structures together");
        return new Batch(Name, picks.ToImmutable());

        void Fill(string column, ImmutableArray<double> values, int count, int stage, Func<double, string> words, string seat)
        {
            if (count == 0 || open.Count == 0)
            {
                return;
            }

            var stream = KeyedDraws.Stream(request.Seed, Purpose + (ulong)stage, request.Round);
            double[] utilities = [.. values];
            var weights = Ranking.LogWeights(SamplingRule.Power, beta, open, utilities, column);
            picks.AddRange(Ranking.Draw(pool, open, utilities, weights, count, stream, (scan, below) =>
                $"{words(utilities[scan])}, higher than {below:0} % of the scans left; {seat}, drawn with power noise at beta {beta:0.#}"));
        }
    }

    /// <summary>Seats of each structure.</summary>
    internal static int[] Seats(SelectionRequest request, int structures)
    {
        var shared = (int)((long)request.BatchSize * ClassPercent / 100);
        var stream = KeyedDraws.Stream(request.Seed, Purpose, request.Round);
        var lucky = Enumerable.Range(0, structures)
            .OrderBy(c => KeyedDraws.Hash(stream, (ulong)c))
            .Take(shared % structures)
            .ToHashSet();
        return [.. Enumerable.Range(0, structures).Select(c => (shared / structures) + (lucky.Contains(c) ? 1 : 0))];
    }
}
