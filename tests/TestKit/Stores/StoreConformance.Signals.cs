using System.Collections.Immutable;
using ActiveSeg.Contracts.Pools;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Training;

namespace ActiveSeg.TestKit.Stores;

public abstract partial class StoreConformance
{
    [Fact]
    public async Task ReadSignalsAsync_BeforeAny_IsNull()
    {
        await Store.RegisterAsync(Lumbar, [SampleStates.Scan(Lumbar, "s0")], Token);

        Assert.Null(await Store.ReadSignalsAsync(Lumbar, ScanId.Parse("s0"), Token));
        Assert.Null(Assert.Single(await Store.ReadPoolAsync(Lumbar, 0, 1, Token)).Signals);
    }

    [Fact]
    public async Task WriteSignalsAsync_OddNumbers_AreReadBackBitForBit()
    {
        float[] odd =
            [0f, -0f, float.Epsilon, float.MaxValue, float.MinValue, 1f / 3, float.NaN, float.PositiveInfinity, -1e-40f];
        var signals = new ScanSignals(
            ScanId.Parse("s0"),
            new ModelVersion(3),
            [.. odd],
            -1,
            ImmutableSortedDictionary<string, double>.Empty
                .Add("entropy_foreground", Math.PI)
                .Add("negative zero", -0.0)
                .Add("smallest", double.Epsilon)
                .Add("third", 1.0 / 3),
            [.. odd.Reverse()]);

        await Store.WriteSignalsAsync(Lumbar, [signals], Token);

        var read = await Store.ReadSignalsAsync(Lumbar, ScanId.Parse("s0"), Token);
        Assert.Equal(odd.Select(BitConverter.SingleToInt32Bits), read!.Embedding.Select(BitConverter.SingleToInt32Bits));
        Assert.Equal(
            signals.Uncertainties.Select(u => (u.Key, BitConverter.DoubleToInt64Bits(u.Value))),
            read.Uncertainties.Select(u => (u.Key, BitConverter.DoubleToInt64Bits(u.Value))));
        Assert.Equal(odd.Reverse().Select(BitConverter.SingleToInt32Bits), read.Gradient.Select(BitConverter.SingleToInt32Bits));
        Assert.Equal((-1, 3), (read.Cluster, read.Model.Value));
    }

    [Fact]
    public async Task WriteSignalsAsync_SomeScansAgain_ReplacesThoseOnly()
    {
        await Store.WriteSignalsAsync(
            Lumbar, [.. Enumerable.Range(0, 10).Select(i => SampleStates.Signals($"s{i}", i))], Token);

        await Store.WriteSignalsAsync(
            Lumbar, [SampleStates.Signals("s3", 33, width: 4, model: 2), SampleStates.Signals("s10", 10)], Token);

        Same(SampleStates.Signals("s3", 33, 4, 2), await Store.ReadSignalsAsync(Lumbar, ScanId.Parse("s3"), Token));
        Same(SampleStates.Signals("s4", 4), await Store.ReadSignalsAsync(Lumbar, ScanId.Parse("s4"), Token));
        Same(SampleStates.Signals("s10", 10), await Store.ReadSignalsAsync(Lumbar, ScanId.Parse("s10"), Token));
    }

    [Fact]
    public async Task WriteSignalsAsync_SameScanTwiceInOneCall_LastOneCounts()
    {
        await Store.WriteSignalsAsync(Lumbar, [SampleStates.Signals("s0", 1), SampleStates.Signals("s0", 2)], Token);

        Same(SampleStates.Signals("s0", 2), await Store.ReadSignalsAsync(Lumbar, ScanId.Parse("s0"), Token));
    }

    [Fact]
    public async Task WriteSignalsAsync_Nothing_IsHarmless()
    {
        await Store.WriteSignalsAsync(Lumbar, [], Token);

        Assert.Empty(await Store.ReadPoolAsync(Lumbar, 0, 1, Token));
    }

    [Fact]
    public async Task WriteSignalsAsync_SameRowsByFourAtOnce_AllSucceed()
    {
        var rows = Enumerable.Range(0, 300).Select(i => SampleStates.Signals($"s{i:D3}", i)).ToArray();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(
            () => Store.WriteSignalsAsync(Lumbar, i % 2 == 0 ? rows : [.. rows.Reverse()], Token), Token)));

        Same(rows[299], await Store.ReadSignalsAsync(Lumbar, ScanId.Parse("s299"), Token));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(64)]
    public async Task ReadPoolAsync_AllShards_AreTheWholePoolWithoutOverlap(int shards)
    {
        var scans = Enumerable.Range(0, 500).Select(i => SampleStates.Scan(Lumbar, $"s{i:D3}")).ToArray();
        await Store.RegisterAsync(Lumbar, scans, Token);
        await Store.WriteSignalsAsync(
            Lumbar, [.. Enumerable.Range(0, 500).Select(i => SampleStates.Signals($"s{i:D3}", i))], Token);

        var rows = new List<PoolRow>();
        for (var shard = 0; shard < shards; shard++)
        {
            var one = await Store.ReadPoolAsync(Lumbar, shard, shards, Token);
            Assert.InRange(one.Length, 1, shards == 1 ? 500 : (3 * 500 / shards) + 10);
            Assert.Equal(one.Select(r => r.Scan.Value).Order(StringComparer.Ordinal), one.Select(r => r.Scan.Value));
            rows.AddRange(one);
        }

        Assert.Equal(scans.Select(s => s.Id), rows.Select(r => r.Scan).OrderBy(s => s.Value, StringComparer.Ordinal));
        var row = rows.Single(r => r.Scan.Value == "s123");
        Assert.Equal((PatientId.Parse("p-s123"), ScanStatus.Available), (row.Patient, row.Status));
        Assert.Equal("A", row.Strata["scanner"]);
        Same(SampleStates.Signals("s123", 123), row.Signals!);
    }

    [Fact]
    public async Task ReadPoolAsync_ReferenceWithheldAndExcluded_AreLeftOut()
    {
        await SpreadAsync();

        var pool = await Store.ReadPoolAsync(Lumbar, 0, 1, Token);

        Assert.Equal(["s0", "s1", "s2", "s3"], pool.Select(r => r.Scan.Value));
        Assert.Equal(
            [ScanStatus.Available, ScanStatus.Assigned, ScanStatus.Assigned, ScanStatus.Labelled],
            pool.Select(r => r.Status));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 65)]
    [InlineData(-1, 8)]
    [InlineData(8, 8)]
    public async Task ReadPoolAsync_NoSuchShard_IsRefused(int shard, int shards) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.ReadPoolAsync(Lumbar, shard, shards, Token));
}
