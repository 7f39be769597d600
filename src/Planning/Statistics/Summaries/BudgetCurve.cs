using System.Collections.Immutable;

namespace ActiveSeg.Planning.Statistics.Summaries;

/// <summary>What was reached at each budget, such as the mean Dice of one run.</summary>
public sealed record BudgetCurve
{
    /// <summary>A curve from its points.</summary>
    /// <param name="budgets">Labelled scans, or expert minutes. Range: above 0, strictly rising.</param>
    /// <param name="values">One a budget, higher being better. Range: finite.</param>
    /// <exception cref="ArgumentException">There is no point, the lengths disagree, or a number is out of range.</exception>
    public BudgetCurve(ImmutableArray<double> budgets, ImmutableArray<double> values)
    {
        if (budgets.IsDefaultOrEmpty || values.IsDefault || budgets.Length != values.Length)
        {
            throw new ArgumentException("a curve needs at least one budget, and one value for each", nameof(values));
        }

        for (var i = 0; i < budgets.Length; i++)
        {
            if (!(budgets[i] > (i == 0 ? 0 : budgets[i - 1])) || !double.IsFinite(budgets[i]) || !double.IsFinite(values[i]))
            {
                throw new ArgumentException($"point {i} is ({budgets[i]}, {values[i]}): budgets rise from above 0, values are finite", nameof(budgets));
            }
        }

        Budgets = budgets;
        Values = values;
    }

    /// <summary>Strictly rising, above 0.</summary>
    public ImmutableArray<double> Budgets { get; }

    /// <summary>One a budget.</summary>
    public ImmutableArray<double> Values { get; }

    /// <summary>The mean of several curves, budget by budget.</summary>
    /// <exception cref="ArgumentException">There is none, or their budgets differ.</exception>
    public static BudgetCurve Mean(IReadOnlyList<BudgetCurve> curves)
    {
        ArgumentNullException.ThrowIfNull(curves);
        if (curves.Count == 0 || curves.Any(curve => !curve.Budgets.SequenceEqual(curves[0].Budgets)))
        {
            throw new ArgumentException("a mean needs curves over the same budgets", nameof(curves));
        }

        var budgets = curves[0].Budgets;
        return new BudgetCurve(budgets, [.. Enumerable.Range(0, budgets.Length).Select(i => curves.Average(curve => curve.Values[i]))]);
    }

    /// <summary>The curve at some of its budgets.</summary>
    /// <exception cref="ArgumentException">None of the budgets belongs to the curve.</exception>
    public BudgetCurve At(IReadOnlyCollection<double> budgets)
    {
        var kept = Enumerable.Range(0, Budgets.Length).Where(i => budgets.Contains(Budgets[i])).ToArray();
        return new BudgetCurve([.. kept.Select(i => Budgets[i])], [.. kept.Select(i => Values[i])]);
    }
}
