using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Uncertainty;

/// <summary>Picks the scans whose loss an auxiliary head of the model predicts to be highest.</summary>
/// <remarks>
/// <para>Units: utility is the predicted loss, in the training loss's unit; only its order matters.</para>
/// <para>Cost: O(n log n).</para>
/// <para>Source: Yoo and Kweon, CVPR 2019.</para>
/// </remarks>
public sealed class LearningLoss : IQueryStrategy
{
    /// <inheritdoc />
    public string Name => "learning-loss";

    /// <inheritdoc />
    public SignalNeeds Needs => new(false, [ColumnNames.PredictedLoss]);

    /// <inheritdoc />
    public Batch Select(PoolColumns pool, SelectionRequest request)
    {
        var open = new OpenScans(pool, request);
        Needs.Demand(pool, Name);
        if (open.Count == 0)
        {
            return new Batch(Name, []);
        }

        double[] values = [.. pool.Signals[ColumnNames.PredictedLoss]];
        return new Batch(Name, Ranking.Top(open, values, request.BatchSize, (scan, below) =>
            $"predicted loss {values[scan]:g3}, higher than {below:0} % of the pool"));
    }
}
