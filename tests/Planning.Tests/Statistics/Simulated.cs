using ActiveSeg.Planning.Statistics.Numerics;

namespace ActiveSeg.Planning.Tests.Statistics;

/// <summary>Samples whose truth is known.</summary>
internal static class Simulated
{
    public static double[] Normal(RandomStream random, int count, double mean = 0, double deviation = 1) =>
        [.. Enumerable.Range(0, count).Select(_ => mean + (deviation * random.Normal()))];

    /// <summary>Skewed, mean 1.</summary>
    public static double[] Exponential(RandomStream random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.Exponential())];

    /// <summary>Share of runs in which something happens, the run's number in hand.</summary>
    public static double Share(int runs, Func<int, bool> happens) => (double)Enumerable.Range(0, runs).Count(happens) / runs;

    /// <summary>Fails where a share of runs is more than four standard errors off its chance.</summary>
    public static void AssertShare(double chance, double share, int runs) =>
        Assert.InRange(share, chance - (4 * Error(chance, runs)), chance + (4 * Error(chance, runs)));

    /// <summary>Monte-Carlo standard error.</summary>
    public static double Error(double chance, int runs) => Math.Sqrt(chance * (1 - chance) / runs);
}
