using System.Collections.Immutable;
using ActiveSeg.Lab.Results;

namespace ActiveSeg.Lab.Report.Numbers;

/// <summary>Which cells are done.</summary>
/// <param name="Complete">Policies with every seed, each done, in the manifest's order.</param>
/// <param name="Missing">The other policies, each with what it lacks.</param>
/// <param name="Started">Policies with at least one value.</param>
/// <param name="CommonRound">Last round that every begun cell has reached; absent without values.</param>
/// <param name="CommonSeeds">Seeds that every begun policy has begun.</param>
internal sealed record CellCount(
    ImmutableArray<string> Complete,
    ImmutableArray<(string Policy, string Lacks)> Missing,
    ImmutableArray<string> Started,
    int? CommonRound,
    ImmutableArray<int> CommonSeeds)
{
    /// <summary>Counts the cells of an experiment.</summary>
    public static CellCount Of(Manifest manifest, ImmutableArray<SeedCurve> curves)
    {
        var complete = ImmutableArray.CreateBuilder<string>();
        var missing = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (var policy in manifest.Policies)
        {
            var own = curves.Where(curve => curve.Policy == policy).ToList();
            var done = manifest.Seeds.Count(seed => own.Any(curve => curve.Seed == seed && IsDone(curve, manifest)));
            if (done == manifest.Seeds.Length)
            {
                complete.Add(policy);
            }
            else
            {
                missing.Add((policy, own.Count == 0 ? "not begun" : $"{done} of {manifest.Seeds.Length} seeds done"));
            }
        }

        ImmutableArray<string> started = [.. manifest.Policies.Where(policy => curves.Any(curve => curve.Policy == policy))];
        return new CellCount(
            complete.ToImmutable(),
            missing.ToImmutable(),
            started,
            curves.IsEmpty ? null : curves.Min(curve => curve.Points[^1].Round),
            [.. manifest.Seeds.Where(seed => started.All(policy => curves.Any(curve => curve.Policy == policy && curve.Seed == seed)))]);
    }

    /// <summary>Whether every round is there, up to the last one or to where the pool was used up; without a start set the first is round 1.</summary>
    private static bool IsDone(SeedCurve curve, Manifest manifest)
    {
        var (first, last) = (curve.Points[0], curve.Points[^1]);
        return curve.Points.Length == last.Round - first.Round + 1
            && first.Round <= (manifest.StartSize == 0 ? 1 : 0)
            && (last.Round >= manifest.Rounds || last.Labelled >= manifest.PoolScans);
    }
}
