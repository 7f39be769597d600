using System.Collections.Immutable;
using ActiveSeg.Policies.Baselines;
using ActiveSeg.Policies.ColdStarts;
using ActiveSeg.Policies.Committee;
using ActiveSeg.Policies.Diversity;
using ActiveSeg.Policies.Hybrid;
using ActiveSeg.Policies.Uncertainty;

namespace ActiveSeg.Policies.Selection;

/// <summary>Every strategy that a policy can name.</summary>
public static class StrategyCatalogue
{
    /// <summary>All strategies, each under its own name; a name with '@' is a ranking in another aggregation than its default.</summary>
    public static ImmutableArray<IQueryStrategy> All { get; } =
    [
        new RandomSampling(),
        new StratifiedRandom(),
        new ForegroundRandom(),
        new Strided(),
        .. RankedFamily.Plain,
        new AreaSpread(),
        new SelectiveUncertainty(),
        new PredictedDice(),
        new LearningLoss(),
        new QueryByCommittee(),
        new EigenrankByCommittee(),
        new EigenrankByCommittee(EigenrankForm.Entropy),
        new EigenrankByCommittee(EigenrankForm.Mean),
        new ClassStratifiedEntropy(),
        new FairEntropy(),
        new StochasticBatches(),
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
        .. RankedFamily.Variants,
    ];

    /// <summary>The strategy of that name.</summary>
    /// <exception cref="ArgumentException">No strategy has the name; lists those that exist.</exception>
    public static IQueryStrategy Named(string name) =>
        All.FirstOrDefault(strategy => strategy.Name == name) ??
        throw new ArgumentException(
            $"no strategy is named '{name}'; there are {string.Join(", ", PlainNames)}; rankings also as NAME@AGGREGATION",
            nameof(name));

    /// <summary>Names without '@', in the order of the catalogue.</summary>
    public static IEnumerable<string> PlainNames => All.Select(strategy => strategy.Name).Where(name => !name.Contains('@', StringComparison.Ordinal));

    /// <summary>The strategies whose needs the pool meets, in the order of the catalogue.</summary>
    public static ImmutableArray<IQueryStrategy> UsableOn(PoolColumns pool) =>
        [.. All.Where(strategy => strategy.Needs.AreMetBy(pool))];
}
