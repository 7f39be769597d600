using System.Collections.Immutable;
using ActiveSeg.Cli.Demo;
using ActiveSeg.Cli.Import;

namespace ActiveSeg.Cli.Tests.Demo;

public sealed class DemoPlanTests
{
    [Fact]
    public void For_WhatWasAskedFor_GoesFirst()
    {
        var plan = DemoPlan.For(new DemoOptions { Out = "x", Rounds = 2, Batch = 3, Reads = 5, Steps = 7 }, CohortOf(40), 1_000_000);

        Assert.Equal((2, 3, 5, 7), (plan.Rounds, plan.Batch, plan.Reads, plan.Steps));
    }

    [Fact]
    public void For_FewScans_NeverAsksForMoreThanThereAre()
    {
        var plan = DemoPlan.For(new DemoOptions { Out = "x" }, CohortOf(8), 1_000_000);

        Assert.True(plan.Rounds * plan.Batch <= 8);
    }

    [Fact]
    public void Choose_Strata_LeavesOutConstantAndSingularColumns()
    {
        var cohort = CohortOf(6) with { Strata = ["constant", "site", "singular"] };

        Assert.Equal(["site"], StrataColumns.Choose(cohort));
    }

    private static Cohort CohortOf(int count) => new(
        "test", IsPhantom: false, [(1, "canal")], [],
        [.. Enumerable.Range(0, count).Select(n => new CohortScan(
            $"s{n}", $"p{n}",
            ImmutableSortedDictionary<string, string>.Empty.Add("constant", "a").Add("site", n % 2 == 0 ? "x" : "y").Add("singular", n == 0 ? "x" : "y"),
            () => throw new InvalidOperationException("not read here"), null))],
        []);
}
