using ActiveSeg.Policies.Baselines;
using ActiveSeg.Policies.Diversity;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Tests.Selection;

/// <summary>A recorded pick can be recomputed, and what differs is named.</summary>
public sealed class SelectionRecordTests
{
    [Fact]
    public void Make_RowsInAnotherOrder_SameHashes()
    {
        var pool = Pools.Make(30, 1, labelled: 5, patients: 12);
        var permuted = Pools.Permuted(pool, Pools.Shuffle(30, 2));

        var first = SelectionRecord.Make(new CoreSet(), pool, new SelectionRequest(5, 3));
        var second = SelectionRecord.Make(new CoreSet(), permuted, new SelectionRequest(5, 3));

        Assert.Equal(first.InputHash, second.InputHash);
        Assert.Empty(first.DifferencesTo(permuted));
    }

    [Fact]
    public void DifferencesTo_OneSignalChanged_NamesIt()
    {
        var pool = Pools.Make(30, 1, labelled: 5);
        var record = SelectionRecord.Make(new RandomSampling(), pool, new SelectionRequest(5, 3));
        var changed = new PoolColumns(
            pool.StableKeys,
            pool.Embeddings,
            pool.EmbeddingWidth,
            pool.Signals.SetItem(ColumnNames.EbcMean, pool.Signals[ColumnNames.EbcMean].SetItem(3, 9)),
            pool.Strata,
            pool.Patients.IsEmpty ? default : pool.Patients,
            pool.Clusters,
            pool.Selectable,
            pool.Labelled,
            pool.Vectors);

        Assert.Equal(["signals.ebc_mean"], record.DifferencesTo(changed));
    }

    [Fact]
    public void InputHash_AnotherSeed_Differs()
    {
        var pool = Pools.Make(20, 4);

        var first = SelectionRecord.Make(new RandomSampling(), pool, new SelectionRequest(5, 3));
        var second = SelectionRecord.Make(new RandomSampling(), pool, new SelectionRequest(5, 4));

        Assert.NotEqual(first.InputHash, second.InputHash);
    }
}
