using System.Collections.Immutable;

namespace ActiveSeg.Planning.Statistics.Summaries;

/// <summary>Leaves out budgets at which there is nothing left to gain, so that nothing can be told apart.</summary>
public static class Saturation
{
    /// <summary>Budgets at which at least one policy is still below a share of the full-data value.</summary>
    /// <param name="meanCurves">One a policy, all over the same budgets.</param>
    /// <param name="fullValue">Value with all labels.</param>
    /// <param name="share">Default: 99 %.</param>
    /// <exception cref="ArgumentException">There is no curve, or the budgets differ.</exception>
    public static ImmutableArray<double> Unsaturated(IReadOnlyList<BudgetCurve> meanCurves, double fullValue, double share = 0.99)
    {
        ArgumentNullException.ThrowIfNull(meanCurves);
        if (meanCurves.Count == 0 || meanCurves.Any(curve => !curve.Budgets.SequenceEqual(meanCurves[0].Budgets)))
        {
            throw new ArgumentException("saturation is judged on curves over the same budgets", nameof(meanCurves));
        }

        return [.. meanCurves[0].Budgets.Where((_, i) => meanCurves.Any(curve => curve.Values[i] < share * fullValue))];
    }
}
