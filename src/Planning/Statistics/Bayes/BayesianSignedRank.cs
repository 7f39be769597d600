using ActiveSeg.Planning.Statistics.Numerics;

namespace ActiveSeg.Planning.Statistics.Bayes;

/// <summary>Bayesian signed-rank test with a region of practical equivalence, over datasets.</summary>
/// <remarks>
/// <para>Dirichlet weights over the differences and one prior difference of 0 with strength one half; each draw of weights gives
/// the verdict with the largest weight among the pairwise means (halves shared where two are equal).</para>
/// <para>Cost: O(draws n^2).</para>
/// <para>Source: Benavoli et al., ICML 2014; Benavoli, Corani, Demsar and Zaffalon, JMLR 2017.</para>
/// </remarks>
public static class BayesianSignedRank
{
    /// <summary>Chances of the three verdicts.</summary>
    /// <param name="differences">Policy less baseline, one a dataset; at least two.</param>
    /// <param name="seed">Of the draws.</param>
    /// <param name="region">Half the width of the region around 0. Range: 0 or more. Default: .005.</param>
    /// <param name="draws">Default: 20,000.</param>
    /// <exception cref="NotEstimableException">There are fewer than two datasets.</exception>
    public static EquivalenceChances Of(ReadOnlySpan<double> differences, ulong seed, double region = 0.005, int draws = 20_000)
    {
        Moments.Check(differences, 2, "a Bayesian signed-rank test");
        ArgumentOutOfRangeException.ThrowIfNegative(region);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        double[] points = [0, .. differences];
        var verdicts = new int[points.Length, points.Length];
        for (var i = 0; i < points.Length; i++)
        {
            for (var j = 0; j < points.Length; j++)
            {
                var mean = (points[i] + points[j]) / 2;
                verdicts[i, j] = mean > region ? 2 : mean < -region ? 0 : 1;
            }
        }

        var random = new RandomStream(seed, 0xBA1E5);
        var (wins, weights) = (new double[3], new double[points.Length]);
        for (var draw = 0; draw < draws; draw++)
        {
            // Gamma with shape one half, then exponentials: Dirichlet once divided by their sum, which no comparison needs.
            weights[0] = Math.Pow(random.Normal(), 2) / 2;
            for (var i = 1; i < weights.Length; i++)
            {
                weights[i] = random.Exponential();
            }

            var mass = new double[3];
            for (var i = 0; i < weights.Length; i++)
            {
                for (var j = 0; j < weights.Length; j++)
                {
                    mass[verdicts[i, j]] += weights[i] * weights[j];
                }
            }

            var largest = mass.Max();
            var equal = mass.Count(m => m == largest);
            for (var verdict = 0; verdict < 3; verdict++)
            {
                wins[verdict] += mass[verdict] == largest ? 1.0 / equal : 0;
            }
        }

        return new EquivalenceChances(wins[0] / draws, wins[1] / draws, wins[2] / draws);
    }
}
