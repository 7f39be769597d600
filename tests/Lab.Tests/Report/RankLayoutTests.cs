using System.Collections.Immutable;
using ActiveSeg.Lab.Report.Figures;
using ActiveSeg.Lab.Report.Numbers;
using ActiveSeg.Planning.Statistics.Ranking;

namespace ActiveSeg.Lab.Tests.Report;

public sealed class RankLayoutTests
{
    [Theory]
    [InlineData(2, 0.5)]
    [InlineData(3, 1.2)]
    [InlineData(10, 4.8)]
    [InlineData(31, 2.0)]
    [InlineData(31, 17.1)]
    public void Of_AnyRanks_LeadersCrossNeitherBarsNorEachOther(int policies, double critical)
    {
        var layout = RankLayout.Of(Table(policies, critical));

        Assert.Equal(policies, layout.Leaders.Length);
        foreach (var leader in layout.Leaders)
        {
            Assert.True(leader.Start >= RankLayout.Top && leader.Start < leader.Y);
            Assert.DoesNotContain(layout.Bars, bar =>
                bar.Left <= leader.X && leader.X <= bar.Right && bar.Y + (RankLayout.Thickness / 2) > leader.Start);
            Assert.All(layout.Bars, bar => Assert.True(bar.Y + (RankLayout.Thickness / 2) < leader.Y));
            Assert.DoesNotContain(layout.Leaders, other => Strictly(leader, other.X) && other.Start < leader.Y && leader.Y < other.Y);
        }
    }

    [Fact]
    public void Of_AnyRanks_NamesHaveRowsOfTheirOwnWithinThePicture()
    {
        var layout = RankLayout.Of(Table(31, 6));

        foreach (var side in layout.Leaders.GroupBy(leader => leader.IsLeft))
        {
            var rows = side.Select(leader => leader.Y).Order().ToList();
            Assert.All(rows.Zip(rows.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 15));
            Assert.InRange(rows[^1] + 6, 0, layout.Height);
        }

        Assert.All(layout.Leaders, leader => Assert.True(leader.IsLeft
            ? leader.End < layout.Side
            : leader.End > layout.Side + RankLayout.Axis));
    }

    [Fact]
    public void Of_BarsThatMeet_LieInDifferentRows()
    {
        var bars = RankLayout.Of(Table(31, 4)).Bars;

        Assert.True(bars.Length > 3);
        Assert.True(bars.Select(bar => bar.Y).Distinct().Count() < bars.Length);
        foreach (var (bar, i) in bars.Select((bar, i) => (bar, i)))
        {
            Assert.DoesNotContain(bars.Take(i), other => other.Y == bar.Y && other.Right >= bar.Left && other.Left <= bar.Right);
        }
    }

    private static bool Strictly(RankLayout.Leader leader, float x) =>
        Math.Min(leader.X, leader.End) < x && x < Math.Max(leader.X, leader.End);

    private static RankTable Table(int policies, double critical)
    {
        var draws = new Random(policies);
        ImmutableArray<double> ranks = [.. Enumerable.Range(0, policies).Select(_ => Math.Round(1 + (draws.NextDouble() * (policies - 1)), 1))];
        return new RankTable(
            [.. Enumerable.Range(0, policies).Select(i => $"strategy-{i}")], ranks, critical, Nemenyi.Groups(ranks, critical), 8, 0.5);
    }
}
