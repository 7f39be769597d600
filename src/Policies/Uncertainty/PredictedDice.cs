using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Uncertainty;

/// <summary>Picks the scans on which the model expects the lowest Dice of its own prediction.</summary>
/// <remarks>
/// <para>Units: utility is one minus the predicted Dice.</para>
/// <para>Cost: O(n log n).</para>
/// <para>Source: quality estimation in place of the head of <see cref="LearningLoss"/>; ours.</para>
/// </remarks>
public sealed class PredictedDice : IQueryStrategy
{
    /// <inheritdoc />
    public string Name => "predicted-dice";

    /// <inheritdoc />
    public SignalNeeds Needs => new(false, [ColumnNames.PredictedDice]);

    /// <inheritdoc />
    public Batch Select(PoolColumns pool, SelectionRequest request)
    {
        var open = new OpenScans(pool, request);
        Needs.Demand(pool, Name);
        if (open.Count == 0)
        {
            return new Batch(Name, []);
        }

        double[] values = [.. pool.Signals[ColumnNames.PredictedDice].Select(dice => 1 - dice)];
        return new Batch(Name, Ranking.Top(open, values, request.BatchSize, (scan, below) =>
            $"predicted Dice {1 - values[scan]:0.###}, lower than for {below:0} % of the pool"));
    }
}
