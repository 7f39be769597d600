using System.Collections.Immutable;
using ActiveSeg.Lab.Report.Drawing;
using ActiveSeg.Lab.Report.Numbers;

namespace ActiveSeg.Lab.Tests.Report;

public sealed class PolicyChoiceTests
{
    private static readonly ImmutableArray<string> Twelve = [.. Enumerable.Range(1, 11).Select(i => $"p{i:00}"), "random"];

    [Fact]
    public void Of_ManyPolicies_NamesTheBaselineTheBestAndTheWorst()
    {
        var choice = PolicyChoice.Of(Twelve, "random", Twelve.Remove("random").ToDictionary(policy => policy, policy => double.Parse(policy[1..])));

        Assert.Equal(["random", "p11", "p10", "p09", "p08", "p03", "p02", "p01"], choice.Named);
        Assert.Equal(["p11", "p10", "p09", "p08"], choice.Best);
        Assert.Equal(["p03", "p02", "p01"], choice.Worst);
        Assert.Equal(["p04", "p05", "p06", "p07"], choice.Others);
        Assert.Equal(
            "Named of 12 policies: the baseline random; of the others the 4 of highest AULC (p11, p10, p09, p08); and the 3 of lowest (p03, p02, p01).",
            choice.Caption);
    }

    [Fact]
    public void Of_EightPolicies_NamesAllWithTheBaselineFirst()
    {
        var choice = PolicyChoice.Of(Twelve[^8..], "random", new Dictionary<string, double>());

        Assert.Equal(["random", .. Twelve[^8..^1]], choice.Named);
        Assert.Empty(choice.Others);
        Assert.Equal("", choice.Caption);
    }

    [Fact]
    public void Of_NoneHasAnArea_NamesTheBaselineAndSaysSo()
    {
        var choice = PolicyChoice.Of(Twelve, "random", new Dictionary<string, double>());

        Assert.Equal(["random"], choice.Named);
        Assert.Equal("Named of 12 policies: the baseline random; no other has an AULC yet.", choice.Caption);
    }

    [Fact]
    public void Of_FewHaveAnArea_NamesNoneTwice()
    {
        var choice = PolicyChoice.Of(Twelve, "random", Twelve[..5].ToDictionary(policy => policy, policy => double.Parse(policy[1..])));

        Assert.Equal(["random", "p05", "p04", "p03", "p02", "p01"], choice.Named);
        Assert.Equal(6, choice.Others.Length);
    }

    [Fact]
    public void Of_Comparison_FollowsItsOrder()
    {
        var model = ReportModel.Of(MadeUp.Results(12, 4, 2, 4));
        ImmutableArray<string> ranked = [.. model.Verdict.Comparison!.Rows.Select(row => row.Policy).Where(policy => policy != "random")];

        Assert.Equal(ranked[..4], model.Choice.Best);
        Assert.Equal(ranked[^3..], model.Choice.Worst);
    }

    [Fact]
    public void Of_OneSeed_ChoosesByTheCurves()
    {
        var model = ReportModel.Of(MadeUp.Results(12, 1, 2, 4, effect: 0.02));

        Assert.Null(model.Verdict.Comparison);
        Assert.Equal("strategy-number-12", model.Choice.Best[0]);
        Assert.Equal("stratified-random", model.Choice.Worst[^1]);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(31)]
    public void Styles_NamedPolicies_AllDiffer(int policies)
    {
        var model = ReportModel.Of(MadeUp.Results(policies, 2, 1, 2));

        var styles = model.Choice.Named.Select(policy => (model.Styles[policy].Colour, model.Styles[policy].IsDashed)).ToList();

        Assert.Equal(Math.Min(policies, PolicyChoice.Most), styles.Distinct().Count());
        Assert.Equal(styles.Count, styles.Distinct().Count());
        Assert.DoesNotContain((SeriesStyle.Faint.Colour, false), styles);
        Assert.DoesNotContain((SeriesStyle.Unnamed.Colour, false), styles);
    }
}
