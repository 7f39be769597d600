using System.Collections.Immutable;
using ActiveSeg.Lab.Cases;
using ActiveSeg.Lab.Learners;
using ActiveSeg.Lab.Learners.Screening;
using ActiveSeg.Lab.Results;

namespace ActiveSeg.Lab.Experiments;

/// <summary>Picks by trying: of some random candidates the one whose label makes the model best on the test scans. An upper bound, not a policy: it sees
/// the answers.</summary>
/// <remarks>
/// <para>Cost: one training a candidate and pick; so it runs with the screening learner only.</para>
/// <para>Source: the greedy oracle of CDALBench (Werner et al., 2024), with 20 candidates a pick.</para>
/// </remarks>
internal sealed class GreedyOracle(CaseSet cases, ILearner learner, int batchSize)
{
    public const string PolicyName = "greedy-oracle";

    private const int Candidates = 20;

    /// <summary>Picks of one round; policy and seed are left for the caller.</summary>
    /// <exception cref="LabException">The learner is not the screening learner.</exception>
    public ImmutableArray<PickRow> Pick(IReadOnlyList<string> labelled, int seed, int round, CancellationToken token)
    {
        if (learner is not ScreeningLearner screening)
        {
            throw new LabException("CONFIGURATION", $"{PolicyName} needs {Candidates} trainings a pick; run it with --learner screening");
        }

        var random = new Random(unchecked((seed * 5003) + round));
        var (taken, picks) = (labelled.ToList(), ImmutableArray.CreateBuilder<PickRow>());
        while (picks.Count < batchSize && taken.Count < cases.Pool.Length)
        {
            var open = cases.Pool.Select(c => c.Id).Except(taken, StringComparer.Ordinal).ToArray();
            random.Shuffle(open);
            var tried = open.Take(Candidates)
                .Select(id => (Id: id, Dice: screening.MeanDice(cases, [.. taken.Append(id).Order(StringComparer.Ordinal)], seed, token)))
                .ToArray();
            var best = tried.MaxBy(t => t.Dice);
            taken.Add(best.Id);
            picks.Add(new PickRow(
                "", 0, round, picks.Count + 1, best.Id, best.Dice, null,
                $"best mean Dice on the test scans ({best.Dice:f4}) of {tried.Length} candidates tried: an oracle that sees the answers", ""));
        }

        return picks.ToImmutable();
    }
}
