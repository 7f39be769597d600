using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Uncertainty;

/// <summary>Picks the scans whose measured cross-sectional areas differ most between passes, relative to the area.</summary>
/// <remarks>
/// <para>Units: utility is the mean over the structures of the area's standard deviation over passes divided by the area.</para>
/// <para>Cost: O(n log n + n s) for s structures.</para>
/// <para>Source: ours; uncertainty in the unit that is reported to clinicians.</para>
/// </remarks>
public sealed class AreaSpread : IQueryStrategy
{
    /// <inheritdoc />
    public string Name => "area-sd";

    /// <inheritdoc />
    public SignalNeeds Needs => new(false, [ColumnNames.RelativeAreaSd]);

    /// <inheritdoc />
    public Batch Select(PoolColumns pool, SelectionRequest request)
    {
        var open = new OpenScans(pool, request);
        Needs.Demand(pool, Name);
        if (open.Count == 0)
        {
            return new Batch(Name, []);
        }

        var values = SignalColumns.MeanOf(pool, ColumnNames.RelativeAreaSd);
        return new Batch(Name, Ranking.Top(open, values, request.BatchSize, (scan, below) =>
            $"areas differ by {100 * values[scan]:g3} % between passes, more than for {below:0} % of the pool"));
    }
}
