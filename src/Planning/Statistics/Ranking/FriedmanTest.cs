using System.Collections.Immutable;
using ActiveSeg.Planning.Statistics.Numerics;

namespace ActiveSeg.Planning.Statistics.Ranking;

/// <summary>Friedman's test that policies rank alike over datasets.</summary>
/// <remarks>
/// <para>Blocks are datasets. Seeds of one dataset are not independent datasets: as blocks they claim too much.</para>
/// <para>Source: Friedman, JASA 1937; Iman and Davenport, Communications in Statistics 1980; Demsar, JMLR 2006.</para>
/// </remarks>
public static class FriedmanTest
{
    /// <summary>Tests a table of values.</summary>
    /// <param name="blocks">Shape <c>[dataset][policy]</c>; higher values are better.</param>
    /// <exception cref="NotEstimableException">There are fewer than two datasets or policies.</exception>
    /// <exception cref="ArgumentException">The rows differ in length, or a value is not finite.</exception>
    public static FriedmanOutcome Test(ImmutableArray<ImmutableArray<double>> blocks)
    {
        if (blocks.Length < 2 || blocks[0].Length < 2)
        {
            throw new NotEstimableException("Friedman's test needs at least two datasets and two policies");
        }

        var (n, k) = (blocks.Length, blocks[0].Length);
        var (sums, ties) = (new double[k], 0.0);
        foreach (var block in blocks)
        {
            if (block.Length != k)
            {
                throw new ArgumentException("every dataset needs a value of every policy", nameof(blocks));
            }

            Moments.Check(block.AsSpan(), k, "Friedman's test");
            var ranks = Ranks.Average(block.Select(value => -value).ToArray());
            ties += block.GroupBy(value => value).Sum(group => Math.Pow(group.Count(), 3) - group.Count());
            for (var j = 0; j < k; j++)
            {
                sums[j] += ranks[j];
            }
        }

        var spread = 1 - (ties / (n * (double)k * ((k * k) - 1)));
        var chi = spread > 1e-12
            ? Math.Max(0, ((12.0 / (n * k * (k + 1.0)) * sums.Sum(sum => sum * sum)) - (3.0 * n * (k + 1))) / spread)
            : 0;
        var rest = (n * (k - 1.0)) - chi;
        var f = rest > 1e-9 ? (n - 1) * chi / rest : double.PositiveInfinity;
        return new FriedmanOutcome(
            [.. sums.Select(sum => sum / n)],
            n,
            chi,
            Tails.ChiSquaredAbove(chi, k - 1),
            f,
            Tails.FisherAbove(f, k - 1, (k - 1.0) * (n - 1)));
    }
}
