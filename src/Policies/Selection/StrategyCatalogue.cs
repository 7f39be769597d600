using System.Collections.Immutable;
using ActiveSeg.Policies.Baselines;
using ActiveSeg.Policies.ColdStarts;
using ActiveSeg.Policies.Diversity;
using ActiveSeg.Policies.Hybrid;
using ActiveSeg.Policies.Uncertainty;

namespace ActiveSeg.Policies.Selection;

/// <summary>Every strategy that a policy can name.</summary>
public static class StrategyCatalogue
{
    /// <summary>All strategies, each under its own name.</summary>
    public static ImmutableArray<IQueryStrategy> All { get; } =
    [
        new RandomSampling(),
        new StratifiedRandom(),
        new PredictiveEntropy(),
        new PredictiveEntropy(new PowerNoise()),
        new CoreSet(),
        new TypiClust(),
        new KMeansClusters(),
        new ProportionalClusters(),
        new TypicalPerCluster(),
        new ColdStart(),

        new FacilityLocation(),
        new Fass(),
        new SuggestiveAnnotation(),
        new Badge(),
        new BadgeFactored(),
        new ProbCover(),
        new DCoM(),
        new ClusterMargin(),
        new Cdal(),
        new DensityDiversity(),
        new HardToContrast(),
        new TypicalError(),
    ];

    /// <summary>The strategy of that name.</summary>
    /// <exception cref="ArgumentException">No strategy has the name; lists those that exist.</exception>
    public static IQueryStrategy Named(string name) =>
        All.FirstOrDefault(strategy => strategy.Name == name) ??
        throw new ArgumentException(
            $"no strategy is named '{name}'; there are {string.Join(", ", All.Select(strategy => strategy.Name))}",
            nameof(name));

    /// <summary>The strategies whose needs the pool meets, in the order of the catalogue.</summary>
    public static ImmutableArray<IQueryStrategy> UsableOn(PoolColumns pool) =>
        [.. All.Where(strategy => strategy.Needs.AreMetBy(pool))];
}
