using System.Collections.Immutable;
using ActiveSeg.Lab.Experiments;
using ActiveSeg.Lab.Report.Numbers;
using ActiveSeg.Lab.Results;
using ActiveSeg.Planning.Statistics.Comparisons;
using ActiveSeg.Planning.Statistics.Decisions;

namespace ActiveSeg.Lab.Report.Html;

/// <summary>What the numbers say and what they cannot say, from the numbers.</summary>
internal static class Reading
{
    private const double Significance = 0.05;
    private const string Random = "random";
    private const string StratifiedRandom = "stratified-random";

    /// <summary>One sentence or two each.</summary>
    public static ImmutableArray<string> Of(ReportModel model)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        if (model.Verdict.Comparison is not { } comparison)
        {
            lines.Add(model.Verdict.WhyNot);
        }
        else
        {
            AddComparison(lines, model, comparison);
        }

        if (model.Results.Noise is { } noise)
        {
            AddNoise(lines, noise, model.Results.Manifest.Seeds.Length);
        }

        if (model.Results.Manifest.Policies.Contains(GreedyOracle.PolicyName))
        {
            lines.Add($"{GreedyOracle.PolicyName} picked by the masks of the test scans: an upper bound that no policy can claim. It is drawn, and part of no test, rank, "
                + "target or forecast.");
        }

        if (!model.Baseline.Contains(Random, StringComparison.Ordinal))
        {
            lines.Add($"The baseline {model.Baseline} is not a random policy, so nothing here says whether choosing beats not choosing.");
        }
        else if (model.Baseline == Random && model.Cells.Complete.Contains(StratifiedRandom))
        {
            lines.Add($"{StratifiedRandom} is the harder baseline; --baseline {StratifiedRandom} compares with it.");
        }

        if (!model.Cells.Missing.IsEmpty)
        {
            lines.Add("Left out of all paired tests, because cells are missing: "
                + Words.List(model.Cells.Missing.Select(pair => $"{pair.Policy} ({pair.Lacks})")) + ".");
        }

        lines.Add("All seeds share one dataset: intervals over seeds tell how the result would vary with other start sets and weights, "
            + "not with other patients or sites.");
        return lines.ToImmutable();
    }

    private static void AddComparison(ImmutableArray<string>.Builder lines, ReportModel model, PolicyComparison comparison)
    {
        var others = comparison.Rows.Where(row => row.AgainstBaseline is not null).ToList();
        var (seeds, tests) = (comparison.Seeds.Length, others.Count);
        lines.Add($"{tests} {(tests == 1 ? "policy is" : "policies are")} compared with {model.Baseline} over {seeds} seeds; "
            + $"cells of the same seed are a pair. "
            + $"AULC is the mean of Dice over the logarithm of labelled scans, from {comparison.Budgets[0]:0} to {comparison.Budgets[^1]:0}.");

        var better = others.Where(row => Survives(row) && row.AgainstBaseline!.Difference.Estimate > 0).ToList();
        var worse = others.Where(row => Survives(row) && row.AgainstBaseline!.Difference.Estimate < 0).ToList();
        lines.Add(better.Count + worse.Count == 0
            ? $"None of the {tests} differences to {model.Baseline} survives Holm's adjustment at .05 ({Words.SignFlips(comparison)}). "
                + "That is not evidence of no difference."
            : $"Of {tests} differences to {model.Baseline}, {better.Count + worse.Count} survive Holm's adjustment at .05 ({Words.SignFlips(comparison)}). "
                + Part("Better", better) + Part("Worse", worse));

        var least = Math.Pow(2, 1 - seeds);
        if (Math.Min(1, least * tests) >= Significance)
        {
            lines.Add($"With {seeds} seeds the sign-flip test cannot give a p below {Words.P(least)}; "
                + $"adjusted over {tests} comparisons the smallest is at least "
                + $"{Words.P(Math.Min(1, least * tests))}. So no single difference could have survived, whatever its size: more seeds are needed.");
        }

        AddPower(lines, others, seeds);
        var safe = others.Where(row => row.AgainstBaseline!.NonInferiority.IsNonInferior).Select(row => row.Policy).ToList();
        lines.Add($"Not worse than {model.Baseline} by more than {Words.Size(comparison.Plan.Margin)} Dice points of AULC "
            + $"(one-sided 95 % bound, not adjusted): "
            + (safe.Count > 0 ? Words.List(safe) : "shown for none") + ".");
        if (seeds < SeedPlanner.HeadlineFloor)
        {
            lines.Add($"{seeds} seeds are fewer than the {SeedPlanner.HeadlineFloor} that a headline claim takes: read this as exploratory.");
        }
    }

    private static void AddPower(ImmutableArray<string>.Builder lines, List<PolicyRow> others, int seeds)
    {
        var varied = others.Select(row => row.AgainstBaseline!.Differences).Where(differences => MeanInterval.DeviationOf(differences) > 0)
            .OrderBy(differences => MeanInterval.DeviationOf(differences)).ToList();
        if (varied.Count == 0)
        {
            return;
        }

        var (easy, hard) = (Findable(varied[0]), Findable(varied[^1]));
        lines.Add($"Paired differences have standard deviations of {Words.Size(MeanInterval.DeviationOf(varied[0]))} to "
            + $"{Words.Size(MeanInterval.DeviationOf(varied[^1]))} Dice points. By the bounds that these exceed in one of five such runs, since few seeds "
            + $"tell a deviation badly, a paired t test with {seeds} seeds "
            + $"finds a true difference of {Words.Size(easy)} (least noisy policy) to {Words.Size(hard)} (noisiest) Dice points "
            + "with power .8, two-sided .05, before any adjustment; smaller ones would mostly go unseen.");

        double Findable(ImmutableArray<double> differences) =>
            SeedPlanner.SmallestDifference(seeds, SeedPlanner.DeviationBound(differences.AsSpan()));
    }

    private static void AddNoise(ImmutableArray<string>.Builder lines, NoiseFigures noise, int seeds)
    {
        var retraining = NoiseFigures.Sd(noise.Retrained);
        lines.Add($"The same {noise.LabelledScans} scans trained anew with other weights and draws move mean Dice by {Words.Size(retraining)} points "
            + $"(standard deviation of {noise.Retrained.Length} trainings), another start set by {Words.Size(NoiseFigures.Sd(noise.StartSets))} "
            + $"({noise.StartSets.Length} start sets). Two means over {seeds} seeds then differ by "
            + $"{Words.Size(retraining * Math.Sqrt(2.0 / seeds))} points (standard deviation) from training anew alone.");
    }

    private static bool Survives(PolicyRow row) => row.AgainstBaseline!.HolmPValue < Significance;

    private static string Part(string how, List<PolicyRow> rows) => rows.Count == 0
        ? ""
        : $"{how}: {Words.List(rows.Select(Named))}. ";

    private static string Named(PolicyRow row)
    {
        var against = row.AgainstBaseline!;
        return $"{row.Policy} ({Words.Points(against.Difference.Estimate)} Dice points, Holm p {Words.PIs(against.HolmPValue)})";
    }
}
