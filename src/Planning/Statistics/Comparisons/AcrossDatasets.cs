using System.Collections.Immutable;
using ActiveSeg.Planning.Statistics.Bayes;
using ActiveSeg.Planning.Statistics.Decisions;
using ActiveSeg.Planning.Statistics.Ranking;

namespace ActiveSeg.Planning.Statistics.Comparisons;

/// <summary>Policies compared over several datasets, of which each counts once.</summary>
/// <param name="Policies">By ordinal order.</param>
/// <param name="Friedman">Of the mean AULC, datasets being the blocks; ranks in the order of <paramref name="Policies"/>.</param>
/// <param name="CriticalDifference">Nemenyi's, at .05.</param>
/// <param name="Groups">Runs of policies that cannot be told apart, by number.</param>
/// <param name="Penalties">Mean over datasets, not adjusted.</param>
/// <param name="HolmPenalties">Mean over datasets, adjusted within each.</param>
/// <param name="Pooled">Non-inferiority by policy over all pairs of dataset and seed, as if all had one mean: read it beside each dataset's own.</param>
/// <param name="SignedRank">Bayesian signed-rank chances by policy, of the datasets' mean differences.</param>
public sealed record AcrossDatasets(
    ImmutableArray<string> Policies,
    FriedmanOutcome Friedman,
    double CriticalDifference,
    ImmutableArray<ImmutableArray<int>> Groups,
    PenaltyMatrix Penalties,
    PenaltyMatrix HolmPenalties,
    ImmutableSortedDictionary<string, NonInferiorityOutcome> Pooled,
    ImmutableSortedDictionary<string, EquivalenceChances> SignedRank)
{
    /// <summary>Ranks policies over datasets.</summary>
    /// <param name="datasets">Comparisons of the same policies with the same baseline and margin.</param>
    /// <exception cref="NotEstimableException">There are fewer than two datasets.</exception>
    /// <exception cref="ArgumentException">Policies, baselines or margins differ.</exception>
    public static AcrossDatasets Of(IReadOnlyList<PolicyComparison> datasets)
    {
        ArgumentNullException.ThrowIfNull(datasets);
        if (datasets.Count < 2)
        {
            throw new NotEstimableException($"ranks over datasets need at least two; there are {datasets.Count}");
        }

        var plan = datasets[0].Plan;
        ImmutableArray<string> policies = [.. datasets[0].Rows.Select(row => row.Policy).Order(StringComparer.Ordinal)];
        if (datasets.Any(d => d.Plan.Baseline != plan.Baseline || d.Plan.Margin != plan.Margin
            || !d.Rows.Select(row => row.Policy).Order(StringComparer.Ordinal).SequenceEqual(policies)))
        {
            throw new ArgumentException("datasets need the same policies, baseline and margin", nameof(datasets));
        }

        var friedman = FriedmanTest.Test([.. datasets.Select(d => policies.Select(p => d.Row(p).Aulc.Estimate).ToImmutableArray())]);
        var critical = Nemenyi.CriticalDifference(policies.Length, datasets.Count);
        var others = policies.Remove(plan.Baseline);
        return new AcrossDatasets(
            policies,
            friedman,
            critical,
            Nemenyi.Groups(friedman.AverageRanks, critical),
            PairwisePenalties.Average([.. datasets.Select(d => Ordered(d.Penalties, policies))]),
            PairwisePenalties.Average([.. datasets.Select(d => Ordered(d.HolmPenalties, policies))]),
            others.ToImmutableSortedDictionary(
                p => p,
                p => NonInferiority.Test(datasets.SelectMany(d => d.Row(p).AgainstBaseline!.Differences).ToArray(), plan.Margin),
                StringComparer.Ordinal),
            others.ToImmutableSortedDictionary(
                p => p,
                p => BayesianSignedRank.Of(datasets.Select(d => d.Row(p).AgainstBaseline!.Difference.Estimate).ToArray(), plan.Seed, plan.Margin),
                StringComparer.Ordinal));
    }

    private static PenaltyMatrix Ordered(PenaltyMatrix matrix, ImmutableArray<string> policies)
    {
        var places = policies.Select(policy => matrix.Policies.IndexOf(policy)).ToArray();
        return matrix with
        {
            Policies = policies,
            Cells = [.. places.Select(a => places.Select(b => matrix.Cells[a][b]).ToImmutableArray())],
        };
    }
}
