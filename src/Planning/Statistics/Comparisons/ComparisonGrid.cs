using System.Collections.Immutable;
using ActiveSeg.Planning.Statistics.Summaries;

namespace ActiveSeg.Planning.Statistics.Comparisons;

/// <summary>All cells in their places: every policy has every seed, every seed every budget.</summary>
/// <param name="Policies">By ordinal order.</param>
/// <param name="Seeds">Rising.</param>
/// <param name="Budgets">Rising.</param>
/// <param name="Curves">Shape <c>[policy][seed]</c>.</param>
/// <param name="FinalStrata">Mean over seeds at the largest budget, one a policy; empty where there are no strata.</param>
internal sealed record ComparisonGrid(
    ImmutableArray<string> Policies,
    ImmutableArray<long> Seeds,
    ImmutableArray<double> Budgets,
    ImmutableArray<ImmutableArray<BudgetCurve>> Curves,
    ImmutableArray<ImmutableSortedDictionary<string, double>> FinalStrata)
{
    public static ComparisonGrid Of(IReadOnlyCollection<PolicyCell> cells)
    {
        var placed = new Dictionary<(string Policy, long Seed, double Budget), PolicyCell>();
        foreach (var cell in cells)
        {
            if (!double.IsFinite(cell.Value) || !cell.Strata.Values.All(double.IsFinite))
            {
                throw new ArgumentException($"a value of ({cell.Policy}, seed {cell.Seed}, budget {cell.Budget}) is not finite", nameof(cells));
            }

            if (!placed.TryAdd((cell.Policy, cell.Seed, cell.Budget), cell))
            {
                throw new ArgumentException($"({cell.Policy}, seed {cell.Seed}, budget {cell.Budget}) was given twice", nameof(cells));
            }
        }

        var policies = cells.Select(cell => cell.Policy).Distinct().Order(StringComparer.Ordinal).ToImmutableArray();
        var seeds = cells.Select(cell => cell.Seed).Distinct().Order().ToImmutableArray();
        var budgets = cells.Select(cell => cell.Budget).Distinct().Order().ToImmutableArray();
        var strata = cells.SelectMany(cell => cell.Strata.Keys).Distinct().Order(StringComparer.Ordinal).ToImmutableArray();
        ImmutableArray<MissingCell> missing =
        [
            .. from policy in policies
               from seed in seeds
               from budget in budgets
               let cell = placed.GetValueOrDefault((policy, seed, budget))
               from stratum in cell is null ? [""] : strata.Where(name => !cell.Strata.ContainsKey(name))
               select new MissingCell(policy, seed, budget, stratum),
        ];
        if (!missing.IsEmpty)
        {
            throw new MissingCellsException(missing);
        }

        return new ComparisonGrid(
            policies,
            seeds,
            budgets,
            [.. policies.Select(p => seeds.Select(s => new BudgetCurve(budgets, [.. budgets.Select(b => placed[(p, s, b)].Value)])).ToImmutableArray())],
            [.. policies.Select(p => strata.ToImmutableSortedDictionary(
                name => name, name => seeds.Average(s => placed[(p, s, budgets[^1])].Strata[name]), StringComparer.Ordinal))]);
    }
}
