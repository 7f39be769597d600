using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Uncertainty;

/// <summary>Picks the scans with the highest entropy where it matters: in the predicted structures and near probability one half.</summary>
/// <remarks>
/// <para>The same picks as <c>predictive-entropy@selective</c>, under the name of the paper.</para>
/// <para>Units: utility is the mean entropy over those voxels, in nats.</para>
/// <para>Cost: O(n log n).</para>
/// <para>Source: Ma et al., 2024 (selective uncertainty in active learning for segmentation); their code was not read.</para>
/// </remarks>
public sealed class SelectiveUncertainty : IQueryStrategy
{
    private const string Column = "entropy_selective";

    /// <inheritdoc />
    public string Name => "selective-uncertainty";

    /// <inheritdoc />
    public SignalNeeds Needs => new(false, [Column]);

    /// <inheritdoc />
    public Batch Select(PoolColumns pool, SelectionRequest request)
    {
        var open = new OpenScans(pool, request);
        Needs.Demand(pool, Name);
        if (open.Count == 0)
        {
            return new Batch(Name, []);
        }

        double[] values = [.. pool.Signals[Column]];
        return new Batch(Name, Ranking.Top(open, values, request.BatchSize, (scan, below) =>
            $"{SignalNaming.InWords(UncertaintySignal.Entropy, ScanAggregation.Selective, values[scan])}, higher than {below:0} % of the pool"));
    }
}
