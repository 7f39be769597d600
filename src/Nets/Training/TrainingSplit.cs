using System.Collections.Immutable;
using ActiveSeg.Nets.Networks;

namespace ActiveSeg.Nets.Training;

/// <summary>Scans to train on, and scans held out to judge convergence.</summary>
/// <remarks>Groups stay whole; at least one group trains. Deterministic: by the seed and the ids, not their order.</remarks>
internal sealed record TrainingSplit(ImmutableArray<TrainingCase> Training, ImmutableArray<TrainingCase> Validation)
{
    public static TrainingSplit Of(ImmutableArray<TrainingCase> ordered, TrainingOptions options)
    {
        var groups = ordered.GroupBy(c => c.Group ?? c.Id, StringComparer.Ordinal).ToList();
        if (options.ValidationShare == 0 || groups.Count < 2)
        {
            return new TrainingSplit(ordered, []);
        }

        var random = new SeededStream(options.Seed, long.MinValue);
        var wanted = Math.Max(1, options.ValidationShare * ordered.Length);
        var held = new HashSet<TrainingCase>();
        foreach (var group in groups.Select(g => (Group: g, Key: random.Unit())).OrderBy(g => g.Key).Select(g => g.Group).Take(groups.Count - 1))
        {
            if (held.Count + (group.Count() / 2.0) > wanted)
            {
                continue;
            }

            held.UnionWith(group);
        }

        return new TrainingSplit([.. ordered.Where(c => !held.Contains(c))], [.. ordered.Where(held.Contains)]);
    }
}
