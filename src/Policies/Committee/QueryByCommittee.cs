using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Selection;
using ActiveSeg.Policies.Uncertainty;

namespace ActiveSeg.Policies.Committee;

/// <summary>Picks the scans on which a committee's members differ most from their consensus.</summary>
/// <remarks>
/// <para>The consensus score is the mean over the members of <c>KL(p_m || p)</c> with <c>p</c> their mean. It equals
/// <c>H(p)</c> minus the mean of <c>H(p_m)</c>, so it is read from <c>mutual_information_structures</c>: every structure counts the same. The
/// members are the passes that the trainer took: an ensemble, or dropout or augmentation in its place.</para>
/// <para>Units: utility is in nats.</para>
/// <para>Cost: O(n log n).</para>
/// <para>Source: Seung, Opper and Sompolinsky, COLT 1992; the consensus score of McCallum and Nigam, ICML 1998.</para>
/// </remarks>
public sealed class QueryByCommittee : IQueryStrategy
{
    private const string Column = "mutual_information_structures";

    /// <inheritdoc />
    public string Name => "query-by-committee";

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
            $"its members differ from the consensus by {values[scan]:g3} nats, more than for {below:0} % of the pool"));
    }
}
