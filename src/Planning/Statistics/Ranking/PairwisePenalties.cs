using System.Collections.Immutable;
using ActiveSeg.Planning.Statistics.Paired;

namespace ActiveSeg.Planning.Statistics.Ranking;

/// <summary>Pairwise penalty matrix: a paired t test of every two policies at every budget.</summary>
/// <remarks>
/// <para>A picture, not a claim: budgets of one run depend on each other and few seeds have little power.</para>
/// <para>Budgets left out are left out of the tests and of the count alike, so that no cell exceeds 1. Holm's family is all pairs at all
/// budgets of one setting (ours).</para>
/// <para>Source: Ash et al., ICLR 2020; nnActive, TMLR 2025.</para>
/// </remarks>
public static class PairwisePenalties
{
    /// <summary>Matrix of one setting.</summary>
    /// <param name="policies">Names.</param>
    /// <param name="values">Shape <c>[policy][budget][seed]</c>; seeds pair by place.</param>
    /// <param name="significance">Of each two-sided test. Default: .05.</param>
    /// <param name="adjust">Whether p-values are adjusted by Holm. Default: no.</param>
    /// <param name="skipFirst">Whether the first budget, where all policies share their start, is left out. Default: no.</param>
    /// <exception cref="NotEstimableException">No budget is left, or there are fewer than two seeds.</exception>
    /// <exception cref="ArgumentException">The shapes disagree.</exception>
    public static PenaltyMatrix Of(
        ImmutableArray<string> policies,
        ImmutableArray<ImmutableArray<ImmutableArray<double>>> values,
        double significance = 0.05,
        bool adjust = false,
        bool skipFirst = false)
    {
        if (policies.IsEmpty || values.Length != policies.Length
            || values.Any(p => p.Length != values[0].Length || p.Any(b => b.Length != values[0][0].Length)))
        {
            throw new ArgumentException("every policy needs the same budgets and seeds", nameof(values));
        }

        var budgets = Enumerable.Range(skipFirst ? 1 : 0, Math.Max(0, values[0].Length - (skipFirst ? 1 : 0))).ToArray();
        if (budgets.Length == 0)
        {
            throw new NotEstimableException("a penalty matrix needs at least one budget");
        }

        var tests = (
            from a in Enumerable.Range(0, policies.Length)
            from b in Enumerable.Range(a + 1, policies.Length - a - 1)
            from budget in budgets
            let outcome = PairedT.Test(values[a][budget].Zip(values[b][budget], (x, y) => x - y).ToArray())
            select (A: a, B: b, Outcome: outcome)).ToArray();
        var raw = tests.Select(test => test.Outcome.PValue).ToArray();
        var judged = adjust ? HolmAdjustment.Adjust(raw) : [.. raw];
        var wins = new int[policies.Length, policies.Length];
        for (var i = 0; i < tests.Length; i++)
        {
            if (judged[i] < significance)
            {
                var (a, b, outcome) = tests[i];
                _ = outcome.Statistic > 0 ? wins[a, b]++ : wins[b, a]++;
            }
        }

        return new PenaltyMatrix(
            policies,
            [.. policies.Select((_, a) => policies.Select((_, b) => (double)wins[a, b] / budgets.Length).ToImmutableArray())],
            budgets.Length,
            adjust);
    }

    /// <summary>Mean over settings, such as datasets, of matrices of the same policies.</summary>
    /// <exception cref="ArgumentException">There is none, or policies or adjustment differ.</exception>
    public static PenaltyMatrix Average(IReadOnlyList<PenaltyMatrix> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Count == 0
            || settings.Any(s => !s.Policies.SequenceEqual(settings[0].Policies) || s.IsHolmAdjusted != settings[0].IsHolmAdjusted))
        {
            throw new ArgumentException("only matrices of the same policies and adjustment can be averaged", nameof(settings));
        }

        var first = settings[0];
        return new PenaltyMatrix(
            first.Policies,
            [.. first.Cells.Select((row, a) => row.Select((_, b) => settings.Average(s => s.Cells[a][b])).ToImmutableArray())],
            settings.Min(s => s.Budgets),
            first.IsHolmAdjusted,
            settings.Sum(s => s.Settings));
    }
}
