using System.Diagnostics;
using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Selection;
using ActiveSeg.Policies.Uncertainty;

namespace ActiveSeg.Policies.Committee;

/// <summary>Eigenrank by committee: picks the scans on whose masks a committee's members overlap least.</summary>
/// <remarks>
/// <para>The trainer computes the number; the members are the passes that it took. In a committee of two all forms rank alike.</para>
/// <para>Units: utility is the column's value.</para>
/// <para>Cost: O(n log n).</para>
/// <para>Source: Gaonkar et al., Medical Image Analysis 67 (2021) 101834. The mean, and growing no committee, are ours.</para>
/// </remarks>
/// <param name="form">Default: the published one.</param>
public sealed class EigenrankByCommittee(EigenrankForm form = EigenrankForm.Lambda) : IQueryStrategy
{
    /// <inheritdoc />
    public string Name => form switch
    {
        EigenrankForm.Lambda => "ebc-lambda",
        EigenrankForm.Entropy => "ebc-entropy",
        EigenrankForm.Mean => "ebc-mean",
        _ => throw new UnreachableException(),
    };

    /// <inheritdoc />
    public SignalNeeds Needs => new(false, [Column]);

    private string Column => form switch
    {
        EigenrankForm.Lambda => ColumnNames.EbcLambda,
        EigenrankForm.Entropy => ColumnNames.EbcEntropy,
        EigenrankForm.Mean => ColumnNames.EbcMean,
        _ => throw new UnreachableException(),
    };

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
        var words = form switch
        {
            EigenrankForm.Lambda => "largest eigenvalue of the committee's disagreement over K - 1",
            EigenrankForm.Entropy => "von Neumann entropy of the committee's Dice over ln K",
            _ => "mean disagreement of the committee",
        };
        return new Batch(Name, Ranking.Top(open, values, request.BatchSize, (scan, below) =>
            $"{words} {values[scan]:g3}, higher than {below:0} % of the pool"));
    }
}
