using System.Collections.Immutable;
using ActiveSeg.Planning.Statistics.Comparisons;
using ActiveSeg.Planning.Statistics.Ranking;

namespace ActiveSeg.Lab.Report.Numbers;

/// <summary>Average ranks of policies by AULC over the seeds of one dataset: a description, since seeds are not datasets.</summary>
/// <param name="Policies">Names.</param>
/// <param name="Ranks">One a policy, 1 being best with every seed.</param>
/// <param name="CriticalDifference">Nemenyi's at .05, as if seeds were datasets.</param>
/// <param name="Groups">Policies by number that it cannot tell apart.</param>
/// <param name="Seeds">Blocks.</param>
/// <param name="PValue">Friedman's, by Iman and Davenport.</param>
internal sealed record RankTable(
    ImmutableArray<string> Policies,
    ImmutableArray<double> Ranks,
    double CriticalDifference,
    ImmutableArray<ImmutableArray<int>> Groups,
    int Seeds,
    double PValue)
{
    /// <summary>Ranks the policies of a comparison.</summary>
    public static RankTable Of(PolicyComparison comparison)
    {
        ImmutableArray<string> policies = [.. comparison.Rows.Select(row => row.Policy)];
        var seeds = comparison.Seeds.Length;
        var friedman = FriedmanTest.Test(
            [.. Enumerable.Range(0, seeds).Select(seed => comparison.Rows.Select(row => row.AulcBySeed[seed]).ToImmutableArray())]);
        var critical = Nemenyi.CriticalDifference(policies.Length, seeds);
        return new RankTable(
            policies, friedman.AverageRanks, critical, Nemenyi.Groups(friedman.AverageRanks, critical), seeds, friedman.FPValue);
    }
}
