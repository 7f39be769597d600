using System.Collections.Immutable;
using ActiveSeg.Planning.Statistics.Ranking;
using ActiveSeg.Planning.Statistics.Summaries;

namespace ActiveSeg.Planning.Statistics.Comparisons;

/// <summary>Policies compared on one dataset, by the plan.</summary>
/// <param name="Plan">As given.</param>
/// <param name="Seeds">Rising; each a pair.</param>
/// <param name="Budgets">Rising.</param>
/// <param name="SaturatedBudgets">Left out of AULC, tests and penalties.</param>
/// <param name="Rows">Highest mean AULC first.</param>
/// <param name="Penalties">Rows and columns as <paramref name="Rows"/>; p-values not adjusted.</param>
/// <param name="HolmPenalties">The same with p-values adjusted.</param>
public sealed record PolicyComparison(
    ComparisonPlan Plan,
    ImmutableArray<long> Seeds,
    ImmutableArray<double> Budgets,
    ImmutableArray<double> SaturatedBudgets,
    ImmutableArray<PolicyRow> Rows,
    PenaltyMatrix Penalties,
    PenaltyMatrix HolmPenalties)
{
    /// <summary>Whether intervals of means are bootstrapped, else Student's.</summary>
    public bool IsBootstrapped => Seeds.Length >= Plan.BootstrapFloor;

    /// <summary>Compares all policies with the plan's baseline.</summary>
    /// <remarks>
    /// <para>Deterministic, and the same whatever the order of the cells; a policy's intervals do not depend on which others there are.</para>
    /// </remarks>
    /// <param name="cells">Every policy with every seed at every budget.</param>
    /// <param name="plan">Fixed before the values were seen.</param>
    /// <exception cref="MissingCellsException">A policy lacks a seed, a budget or a stratum that another has.</exception>
    /// <exception cref="NotEstimableException">There are fewer than two seeds, two policies or two unsaturated budgets.</exception>
    /// <exception cref="ArgumentException">A value is not finite or given twice, or the baseline is not among the policies.</exception>
    public static PolicyComparison Of(IReadOnlyCollection<PolicyCell> cells, ComparisonPlan plan)
    {
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentNullException.ThrowIfNull(plan);
        var grid = ComparisonGrid.Of(cells);
        Check(grid, plan);
        var means = grid.Curves.Select(curves => BudgetCurve.Mean(curves)).ToImmutableArray();
        var kept = plan.FullValue is { } full ? Saturation.Unsaturated(means, full, plan.SaturationShare) : grid.Budgets;
        if (kept.Length < 2)
        {
            throw new NotEstimableException(
                "a comparison needs two budgets with something left to gain; "
                + $"{grid.Budgets.Length - kept.Length} of {grid.Budgets.Length} are saturated");
        }

        var rows = new PolicyRows(grid, means, kept, plan).Build();
        var order = rows.Select(row => grid.Policies.IndexOf(row.Policy)).ToArray();
        ImmutableArray<ImmutableArray<ImmutableArray<double>>> values =
        [
            .. order.Select(p => kept.Select(b => grid.Budgets.IndexOf(b))
                .Select(b => grid.Curves[p].Select(c => c.Values[b]).ToImmutableArray()).ToImmutableArray()),
        ];
        ImmutableArray<string> names = [.. rows.Select(row => row.Policy)];
        return new PolicyComparison(
            plan,
            grid.Seeds,
            grid.Budgets,
            [.. grid.Budgets.Except(kept)],
            rows,
            PairwisePenalties.Of(names, values, plan.Significance, adjust: false, plan.SkipsFirstBudget),
            PairwisePenalties.Of(names, values, plan.Significance, adjust: true, plan.SkipsFirstBudget));
    }

    /// <summary>A policy's row.</summary>
    /// <exception cref="ArgumentException">There is no such policy.</exception>
    public PolicyRow Row(string policy) =>
        Rows.FirstOrDefault(row => row.Policy == policy) ?? throw new ArgumentException($"there is no policy {policy}", nameof(policy));

    private static void Check(ComparisonGrid grid, ComparisonPlan plan)
    {
        if (grid.Policies.Length < 2 || grid.Seeds.Length < 2)
        {
            throw new NotEstimableException(
                $"a comparison needs two policies and two seeds; there are {grid.Policies.Length} and {grid.Seeds.Length}");
        }

        if (!grid.Policies.Contains(plan.Baseline))
        {
            throw new ArgumentException($"the baseline {plan.Baseline} is not among {string.Join(", ", grid.Policies)}", nameof(plan));
        }
    }
}
