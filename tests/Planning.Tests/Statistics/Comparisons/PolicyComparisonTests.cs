using System.Collections.Immutable;
using ActiveSeg.Planning.Statistics.Comparisons;
using ActiveSeg.Planning.Statistics.Numerics;
using ActiveSeg.Planning.Statistics.Summaries;

namespace ActiveSeg.Planning.Tests.Statistics.Comparisons;

public sealed class PolicyComparisonTests
{
    private static readonly ComparisonPlan Plan = new("random") { FullValue = 0.9, Resamples = 500 };

    [Fact]
    public void Of_PlantedSpeeds_FindsThemAndLeavesTheCloneAlone()
    {
        var cells = Runs.Of(new RandomStream(100), 20, 9, ("random", 1), ("clone", 1), ("fast", 1.6), ("slow", 0.7));

        var comparison = PolicyComparison.Of(cells, Plan);

        Assert.Equal(("fast", "slow"), (comparison.Rows[0].Policy, comparison.Rows[^1].Policy));
        var (fast, slow, clone) = (Against(comparison, "fast"), Against(comparison, "slow"), Against(comparison, "clone"));
        Assert.True(fast is { HolmPValue: < 0.001, Difference.Lower: > 0, NonInferiority.IsNonInferior: true });
        Assert.True(slow is { HolmPValue: < 0.001, Difference.Upper: < 0, NonInferiority.IsNonInferior: false });
        Assert.True(clone is { HolmPValue: > 0.05, NonInferiority.IsNonInferior: true, Equivalence.Equivalent: > 0.95 });
        Assert.True(fast.PValue <= fast.HolmPValue);
        Assert.Null(comparison.Row("random").AgainstBaseline);
        Assert.Equal(1, comparison.Row("fast").AverageRank, 1);
        Assert.True(comparison.HolmPenalties.Cells[0][3] > 0.5);
        Assert.Equal(0, comparison.HolmPenalties.Cells[3][0]);
    }

    [Fact]
    public void Of_PlantedSpeeds_RecoversTheRatioOfLabels()
    {
        var plan = Plan with { TargetShare = 0.92 };
        var cells = Runs.Of(new RandomStream(101), 20, 9, ("random", 1), ("fast", 1.6));

        var fast = Against(PolicyComparison.Of(cells, plan), "fast");

        // Target .828 is met at 69 scans by random and 43 by fast; straight lines between doublings bend that a little.
        Assert.True(fast.LabelsRatio!.IsKnown);
        Assert.InRange(fast.LabelsRatio.AtLeast, 0.55, 0.70);
        Assert.InRange(1 / 1.6, fast.LabelsRatioInterval!.AtLeast - 0.04, fast.LabelsRatioInterval.AtMost + 0.04);
        Assert.InRange(fast.SpeedUp.AtLeast, 1.4, 1.8);
    }

    [Fact]
    public void Of_TargetNotReached_IsCensoredAndCounted()
    {
        var cells = Runs.Of(new RandomStream(102), 10, 9, ("random", 0.5), ("fast", 2));

        var comparison = PolicyComparison.Of(cells, Plan with { TargetShare = 0.95 });

        Assert.Equal(LabelsToTarget.NotReached(160), comparison.Row("random").Labels);
        Assert.Equal(10, comparison.Row("random").SeedsShortOfTarget);
        Assert.Equal(Crossing.Reached, comparison.Row("fast").Labels!.Crossing);
        var fast = Against(comparison, "fast");
        Assert.Equal(0, fast.LabelsRatio!.AtLeast);
        Assert.InRange(fast.LabelsRatio.AtMost, 0.4, 0.8);
        Assert.Equal(0, fast.LabelsRatioInterval!.AtLeast);
        Assert.InRange(fast.LabelsRatioInterval.AtMost, fast.LabelsRatio.AtMost, 1);
    }

    [Fact]
    public void Of_OtherOrderOfCells_IsTheSame()
    {
        var cells = Runs.Of(new RandomStream(103), 6, 9, ("random", 1), ("b", 1.2), ("a", 1));

        var (one, two) = (PolicyComparison.Of(cells, Plan), PolicyComparison.Of([.. cells.Reverse()], Plan));

        Assert.Equal(one.Rows.Select(Line), two.Rows.Select(Line));
    }

    [Fact]
    public void Of_OneMorePolicy_ChangesOnlyRanksAndAdjustment()
    {
        var cells = Runs.Of(new RandomStream(104), 6, 9, ("random", 1), ("a", 1.2), ("b", 1.1));

        var all = Against(PolicyComparison.Of(cells, Plan), "a");
        var two = Against(PolicyComparison.Of([.. cells.Where(cell => cell.Policy != "b")], Plan), "a");

        Assert.Equal((two.Difference, two.PValue, two.LabelsRatioInterval), (all.Difference, all.PValue, all.LabelsRatioInterval));
        Assert.Equal(two.PValue, two.HolmPValue);
    }

    [Fact]
    public void Of_ARunThatFailed_NamesWhatIsMissing()
    {
        var cells = Runs.Of(new RandomStream(105), 3, 9, ("random", 1), ("a", 1))
            .Where(cell => cell is not { Policy: "a", Seed: 101 } and not { Policy: "random", Seed: 102, Budget: 40 }).ToArray();

        var missing = Assert.Throws<MissingCellsException>(() => PolicyComparison.Of(cells, Plan));

        Assert.Equal(
            [.. Runs.Budgets.Select(budget => new MissingCell("a", 101, budget, "")), new MissingCell("random", 102, 40, "")],
            missing.Cells);
        Assert.Contains("(a, seed 101, budget 20)", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_Strata_NamesTheWorstAtTheLargestBudget()
    {
        var cells = Runs.Of(new RandomStream(106), 4, 9, ("random", 1), ("a", 1)).Select(cell => cell with
        {
            Strata = Strata(("siteA", cell.Value + 0.02), ("siteB", cell.Value - (cell.Policy == "a" ? 0.02 : 0.06))),
        }).ToArray();

        var comparison = PolicyComparison.Of(cells, Plan);

        Assert.Equal("siteB", comparison.Row("random").Disparity!.Worst);
        Assert.Equal(0.08, comparison.Row("random").Disparity!.Range, 9);
        Assert.Equal(0.04, comparison.Row("a").Disparity!.Range, 9);
        cells[7] = cells[7] with { Strata = Strata(("siteA", 0.5)) };
        Assert.Equal("siteB", Assert.Throws<MissingCellsException>(() => PolicyComparison.Of(cells, Plan)).Cells.Single().Stratum);
    }

    [Fact]
    public void Of_SaturatedBudgets_AreLeftOutOfTheArea()
    {
        var cells = Runs.Of(new RandomStream(107), 5, 9, ("random", 1), ("a", 1));

        var comparison = PolicyComparison.Of(cells, Plan with { FullValue = 0.85 });

        Assert.Equal([160], comparison.SaturatedBudgets);
        Assert.Equal(4, comparison.Penalties.Budgets);
        var row = comparison.Row("a");
        Assert.Equal(CurveSummaries.Aulc(row.MeanCurve.At([10, 20, 40, 80])), row.Aulc.Estimate, 12);
        Assert.Equal(row.MeanCurve.Values[^1], row.Final.Estimate, 12);
        Assert.Throws<NotEstimableException>(() => PolicyComparison.Of(cells, Plan with { FullValue = 0.6 }));
    }

    [Fact]
    public void Of_EqualAreasByOtherWays_AreNoDifference()
    {
        double[][] one = [[0.1, 0.2, 0.3, 0.4, 0.5], [0.3, 0.1, 0.2, 0.3, 0.7], [0.2, 0.3, 0.4, 0.5, 0.6]];
        double[][] two = [[0.1, 0.3, 0.3, 0.3, 0.5], [0.3, 0.2, 0.2, 0.2, 0.7], [0.2, 0.5, 0.4, 0.3, 0.6]];
        PolicyCell[] Cells(string policy, double[][] values) =>
            [.. from seed in Enumerable.Range(0, 3) from b in Enumerable.Range(0, 5) select new PolicyCell(policy, seed, Runs.Budgets[b], values[seed][b])];

        var against = Against(PolicyComparison.Of([.. Cells("random", one), .. Cells("a", two)], Plan with { FullValue = null }), "a");

        Assert.Equal([0, 0, 0], against.Differences);
        Assert.Equal((0, 1, 1), (against.Wilcoxon.Pairs, against.Wilcoxon.PValue, against.SignFlip.PValue));
    }

    [Fact]
    public void Of_NoFullValue_HasNoLabelsToTarget()
    {
        var comparison = PolicyComparison.Of(Runs.Of(new RandomStream(108), 3, 9, ("random", 1), ("a", 1)), Plan with { FullValue = null });

        Assert.All(comparison.Rows, row => Assert.Null(row.Labels));
        Assert.Null(Against(comparison, "a").LabelsRatio);
    }

    [Fact]
    public void Of_WrongInput_IsRefused()
    {
        var cells = Runs.Of(new RandomStream(109), 3, 9, ("random", 1), ("a", 1));

        Assert.Throws<ArgumentException>(() => PolicyComparison.Of([.. cells, cells[0]], Plan));
        Assert.Throws<ArgumentException>(() => PolicyComparison.Of([.. cells[1..], cells[0] with { Value = double.NaN }], Plan));
        Assert.Throws<ArgumentException>(() => PolicyComparison.Of(cells, new ComparisonPlan("other")));
        Assert.Throws<NotEstimableException>(() => PolicyComparison.Of([.. cells.Where(cell => cell.Seed == 100)], Plan));
        Assert.Throws<NotEstimableException>(() => PolicyComparison.Of([.. cells.Where(cell => cell.Policy == "random")], Plan));
    }

    [Fact]
    public void Of_Clones_AreHardlyEverFoundApart()
    {
        var random = new RandomStream(110);
        const int Studies = 150;

        var share = Simulated.Share(Studies, _ => PolicyComparison
            .Of(Runs.Of(random, 8, 9, ("random", 1), ("a", 1), ("b", 1), ("c", 1)), Plan with { FullValue = null, Resamples = 50 })
            .Rows.Any(row => row.AgainstBaseline is { HolmPValue: <= 0.05 }));

        Assert.InRange(share, 0, 0.05 + (3 * Simulated.Error(0.05, Studies)));
    }

    [Fact]
    public void AcrossDatasets_SixAlike_RanksAndPools()
    {
        var datasets = Enumerable.Range(0, 6).Select(i => PolicyComparison.Of(
            Runs.Of(new RandomStream((ulong)i + 120), 6, 9, ("random", 1), ("fast", 1.6), ("slow", 0.6)), Plan)).ToArray();

        var across = AcrossDatasets.Of(datasets);

        Assert.Equal(["fast", "random", "slow"], across.Policies);
        Assert.Equal([1, 2, 3], across.Friedman.AverageRanks);
        Assert.Equal(6, across.Friedman.Blocks);
        Assert.Equal([[0, 1], [1, 2]], across.Groups.Select(run => run.ToArray()));
        Assert.True(across.Pooled["fast"].IsNonInferior);
        Assert.False(across.Pooled["slow"].IsNonInferior);
        Assert.Equal(36, (int)Math.Round(across.Pooled["slow"].PairsBelow / across.Pooled["slow"].ShareBelow.Estimate));
        Assert.True(across.SignedRank["fast"].Better > 0.95);
        Assert.True(across.Penalties.Cells[0][2] > 0.8);
        Assert.Throws<NotEstimableException>(() => AcrossDatasets.Of(datasets[..1]));
        Assert.Throws<ArgumentException>(() => AcrossDatasets.Of([datasets[0], datasets[1] with { Plan = Plan with { Margin = 0.1 } }]));
    }

    private static BaselineComparison Against(PolicyComparison comparison, string policy) => comparison.Row(policy).AgainstBaseline!;

    private static string Line(PolicyRow row) =>
        $"{row.Policy} {row.Aulc} {row.Final} {row.Labels} {row.AverageRank} {row.AgainstBaseline?.Difference} {row.AgainstBaseline?.HolmPValue} "
        + $"{row.AgainstBaseline?.LabelsRatioInterval}";

    private static ImmutableSortedDictionary<string, double> Strata(params (string Name, double Value)[] values) =>
        values.ToImmutableSortedDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);
}
