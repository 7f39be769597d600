using ActiveSeg.Planning.Statistics.Comparisons;
using ActiveSeg.Planning.Statistics.Numerics;

namespace ActiveSeg.Planning.Tests.Statistics.Comparisons;

/// <summary>Learning curves of planted policies.</summary>
internal static class Runs
{
    public static readonly double[] Budgets = [10, 20, 40, 80, 160];

    /// <summary>Dice <c>.90 - .60 (speed n)^-.5</c>, shared start of a seed with deviation .03, retraining noise .004.</summary>
    /// <param name="random">Of the noise.</param>
    /// <param name="seeds">Pairs.</param>
    /// <param name="digits">Decimals kept, so that values may tie.</param>
    /// <param name="speeds">Name and label-efficiency; 1 is the baseline's.</param>
    public static PolicyCell[] Of(RandomStream random, int seeds, int digits, params (string Policy, double Speed)[] speeds)
    {
        var starts = Simulated.Normal(random, seeds, 0, 0.03);
        return
        [
            .. from seed in Enumerable.Range(0, seeds)
               from policy in speeds
               from budget in Budgets
               let dice = 0.90 - (0.60 / Math.Sqrt(policy.Speed * budget)) + (starts[seed] * 10 / budget) + (0.004 * random.Normal())
               select new PolicyCell(policy.Policy, seed + 100, budget, Math.Round(dice, digits)),
        ];
    }
}
