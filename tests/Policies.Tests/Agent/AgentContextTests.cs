using ActiveSeg.Policies.Agent;
using ActiveSeg.Policies.Selection;
using ActiveSeg.Policies.Tests.Selection;

namespace ActiveSeg.Policies.Tests.Agent;

public sealed class AgentContextTests
{
    private static readonly AgentState State = AgentState.Empty with { RecentRewards = [1.2, 1.6] };

    [Fact]
    public void From_RowsInAnotherOrder_SameContext()
    {
        var pool = Pools.Make(80, 3, labelled: 12);

        var straight = AgentContext.From(pool, 100, 6, State);
        var turned = AgentContext.From(Pools.Permuted(pool, Pools.Shuffle(80, 1)), 100, 6, State);

        Assert.Equal(straight, turned);
    }

    [Fact]
    public void From_EveryScanTwice_SameContext()
    {
        var pool = Pools.Make(80, 3, labelled: 12);
        var twice = new PoolColumns(
            Pools.Keys(new Random(77), 160),
            (float[])[.. pool.Embeddings.ToArray(), .. pool.Embeddings.ToArray()],
            pool.EmbeddingWidth,
            pool.Signals.ToDictionary(column => column.Key, column => column.Value.AddRange(column.Value)),
            pool.Strata.ToDictionary(column => column.Key, column => column.Value.AddRange(column.Value)),
            selectable: pool.Selectable.AddRange(pool.Selectable),
            labelled: pool.Labelled);

        var (once, doubled) = (AgentContext.From(pool, 100, 6, State), AgentContext.From(twice, 100, 6, State));

        Assert.All(once.ToVector().Zip(doubled.ToVector()), pair => Assert.Equal(pair.First, pair.Second, 5));
    }

    [Fact]
    public void From_KnownPool_MeasuresWhatItSays()
    {
        var pool = new PoolColumns(
            [1, 2, 3, 4],
            new float[] { 0, 2, 4, 6 },
            1,
            Pools.Signal([0.1, 0.2, 0.3, 0.4]),
            new Dictionary<string, System.Collections.Immutable.ImmutableArray<string>> { ["sex"] = ["F", "F", "F", "M"] },
            labelled: new LabelledColumns([9, 10], new float[] { 0, 0 }, 1, new Dictionary<string,
                System.Collections.Immutable.ImmutableArray<string>>
            { ["sex"] = ["M", "M"] }));

        var context = AgentContext.From(pool, 8, 1, State);

        Assert.Equal(0.25, context.BudgetUsed, 12);
        Assert.Equal(Math.Log10(2), context.Growth, 12);
        Assert.Equal(0.4, context.RecentReward, 12);
        Assert.Equal(0.25, context.MeanUncertainty, 12);
        Assert.Equal(3 / Math.Sqrt(5), context.CoverageGap, 5);
        Assert.Equal(0.75, context.StratumImbalance, 12);
        Assert.Equal(AgentContext.Width, context.ToVector().Length);
    }

    [Fact]
    public void From_NothingKnown_IsFinite()
    {
        var context = AgentContext.From(new PoolColumns([]), 10, 1, AgentState.Empty);

        Assert.All(context.ToVector(), value => Assert.True(double.IsFinite(value)));
    }
}
