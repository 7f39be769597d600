using System.Diagnostics;
using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Uncertainty;

/// <summary>Picks the scans whose prediction is least certain by one signal in one aggregation: the top of the list, or drawn
/// with weights that grow with the uncertainty.</summary>
/// <remarks>
/// <para>Names: <c>least-confidence</c>, <c>margin</c>, <c>predictive-entropy</c>, <c>expected-entropy</c>, <c>bald</c>, <c>variance</c> over
/// the predicted foreground; with <c>@image</c>, <c>@boundary</c>, <c>@window</c>, <c>@top</c>, <c>@structures</c> or <c>@selective</c> behind
/// it another aggregation; with <c>power-</c>, <c>softmax-</c> or <c>softrank-</c> before it a drawn one (<c>power-entropy</c>).</para>
/// <para>Units: utility is the signal's value; for entropies nats per voxel.</para>
/// <para>Range: the propensity of a drawn pick is its weight over the weights of the scans open when it was drawn
/// (Plackett-Luce); without a draw there is none.</para>
/// <para>Cost: O(n log n), drawn also O(b n).</para>
/// <para>Source: signals and aggregations, see <see cref="UncertaintySignal"/> and <see cref="ScanAggregation"/>; draws, Kirsch et al., TMLR
/// 2023.</para>
/// </remarks>
public sealed class RankedUncertainty : IQueryStrategy
{
    private const ulong Purpose = 0x454E5452;

    private readonly UncertaintySignal _signal;
    private readonly ScanAggregation _aggregation;
    private readonly SamplingRule _rule;
    private readonly PowerNoise _noise;
    private readonly string _column;

    /// <summary>Creates the strategy.</summary>
    /// <param name="signal">Default: predictive entropy.</param>
    /// <param name="aggregation">Default: over the predicted foreground.</param>
    /// <param name="rule">Default: the top of the list.</param>
    /// <param name="noise">Beta of the rounds. Default: 1 to 100 for the power rule, 1 in every round for the others.</param>
    /// <exception cref="ArgumentOutOfRangeException">A beta is not positive and finite.</exception>
    public RankedUncertainty(
        UncertaintySignal signal = UncertaintySignal.Entropy,
        ScanAggregation aggregation = ScanAggregation.Foreground,
        SamplingRule rule = SamplingRule.Top,
        PowerNoise? noise = null)
    {
        (_signal, _aggregation, _rule) = (signal, aggregation, rule);
        _noise = (noise ?? (rule == SamplingRule.Power ? new PowerNoise() : PowerNoise.Constant)).Checked();
        _column = SignalNaming.Column(signal, aggregation);
        Name = SignalNaming.Strategy(signal, aggregation, rule);
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public SignalNeeds Needs => new(false, [_column]);

    /// <inheritdoc />
    public Batch Select(PoolColumns pool, SelectionRequest request)
    {
        var open = new OpenScans(pool, request);
        Needs.Demand(pool, Name);
        if (open.Count == 0)
        {
            return new Batch(Name, []);
        }

        double[] values = [.. pool.Signals[_column]];
        if (_rule == SamplingRule.Top)
        {
            return new Batch(Name, Ranking.Top(open, values, request.BatchSize, Describe));
        }

        var beta = _noise.BetaAt(request.Round, request.Rounds);
        var weights = Ranking.LogWeights(_rule, beta, open, values, _column);
        var stream = KeyedDraws.Stream(request.Seed, Purpose, request.Round);
        return new Batch(Name, Ranking.Draw(
            pool, open, values, weights, request.BatchSize, stream, (scan, below) => $"{Describe(scan, below)}; {Drawn(beta)}"));

        string Describe(int scan, double below) =>
            $"{SignalNaming.InWords(_signal, _aggregation, values[scan])}, higher than {below:0} % of the pool";
    }

    private string Drawn(double beta) => _rule switch
    {
        SamplingRule.Power => $"drawn with power noise at beta {beta:0.#}",
        SamplingRule.Softmax => $"drawn with softmax noise at beta {beta:0.#}",
        SamplingRule.SoftRank => $"drawn by its rank at beta {beta:0.#}",
        _ => throw new UnreachableException(),
    };
}
