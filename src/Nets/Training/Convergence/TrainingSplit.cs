using System.Collections.Immutable;
using ActiveSeg.Nets.Networks;

namespace ActiveSeg.Nets.Training.Convergence;

/// <summary>Scans to train on, and scans held out to judge convergence.</summary>
/// <remarks>Groups stay whole; at least one group trains. Deterministic: by the seed and the ids, not their order.</remarks>
internal sealed record TrainingSplit(ImmutableArray<TrainingCase> Training, ImmutableArray<TrainingCase> Validation)
{
    /// <summary>One of several folds is held out.</summary>
    /// <exception cref="TrainingSetException">There are fewer groups than folds.</exception>
    public static TrainingSplit Fold(ImmutableArray<TrainingCase> ordered, int folds, int fold, int seed)
    {
        var groups = Shuffled(ordered, seed);
        if (groups.Count < folds)
        {
            throw new TrainingSetException($"{groups.Count} patients do not make {folds} folds");
        }

        var held = groups.Where((_, i) => i % folds == fold).SelectMany(g => g).ToHashSet();
        return new TrainingSplit([.. ordered.Where(c => !held.Contains(c))], [.. ordered.Where(held.Contains)]);
    }

    /// <summary>The options' share is held out.</summary>
    public static TrainingSplit Of(ImmutableArray<TrainingCase> ordered, TrainingOptions options)
    {
        var groups = Shuffled(ordered, options.Seed);
        if (options.ValidationShare == 0 || groups.Count < 2)
        {
            return new TrainingSplit(ordered, []);
        }

        var wanted = Math.Max(1, options.ValidationShare * ordered.Length);
        var held = new HashSet<TrainingCase>();
        foreach (var group in groups.Take(groups.Count - 1))
        {
            if (held.Count + (group.Length / 2.0) > wanted)
            {
                continue;
            }

            held.UnionWith(group);
        }

        return new TrainingSplit([.. ordered.Where(c => !held.Contains(c))], [.. ordered.Where(held.Contains)]);
    }

    private static List<TrainingCase[]> Shuffled(ImmutableArray<TrainingCase> ordered, int seed)
    {
        var random = new SeededStream(seed, long.MinValue);
        return [.. ordered.GroupBy(c => c.Group ?? c.Id, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (Group: g.ToArray(), Key: random.Unit())).OrderBy(g => g.Key).Select(g => g.Group)];
    }
}
