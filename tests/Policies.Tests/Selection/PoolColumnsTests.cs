using System.Collections.Immutable;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Tests.Selection;

public sealed class PoolColumnsTests
{
    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(1e20f)]
    public void Constructor_EmbeddingNotFiniteOrHuge_NamesTheColumn(float bad)
    {
        for (var at = 0; at < 33; at++)
        {
            var rows = new float[33];
            rows[at] = bad;

            var error = Assert.Throws<ArgumentException>(() => new PoolColumns([1, 2, 3], rows, 11));

            Assert.Equal("embeddings", error.ParamName);
            Assert.Contains($"scan {at / 11} ", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Constructor_SignalNotFinite_NamesTheColumn(double bad)
    {
        var signals = new Dictionary<string, ImmutableArray<double>> { ["entropy_foreground"] = [0.1, bad] };

        var error = Assert.Throws<ArgumentException>(() => new PoolColumns([1, 2], signals: signals));

        Assert.Equal("entropy_foreground", error.ParamName);
    }

    [Fact]
    public void Constructor_ColumnOfAnotherLength_NamesTheColumn()
    {
        Assert.Equal("embeddings", Refused(() => new PoolColumns([1, 2], new float[3], 2)));
        Assert.Equal("patients", Refused(() => new PoolColumns([1, 2], patients: [1])));
        Assert.Equal("clusters", Refused(() => new PoolColumns([1, 2], clusters: [1, 2, 3])));
        Assert.Equal("selectable", Refused(() => new PoolColumns([1, 2], selectable: [true])));
        Assert.Equal("strata.sex", Refused(() => new PoolColumns(
            [1, 2], strata: new Dictionary<string, ImmutableArray<string>> { ["sex"] = ["F"] })));
        Assert.Equal("labelled.embeddings", Refused(() => new LabelledColumns([1, 2], new float[3], 2)));
    }

    [Fact]
    public void Constructor_KeyRepeated_NamesBothRows()
    {
        var error = Assert.Throws<ArgumentException>(() => new PoolColumns([5, 6, 5]));

        Assert.Equal("stableKeys", error.ParamName);
        Assert.Contains("rows 0 and 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_LabelledScanStillSelectable_Refused()
    {
        var labelled = new LabelledColumns([9, 2]);

        Assert.Equal("labelled", Refused(() => new PoolColumns([1, 2, 3], labelled: labelled)));
        Assert.Equal(3, new PoolColumns([1, 2, 3], selectable: [true, false, true], labelled: labelled).Count);
    }

    [Fact]
    public void Constructor_LabelledWidthOrStrataDiffer_Refused()
    {
        var strata = new Dictionary<string, ImmutableArray<string>> { ["sex"] = ["F"] };

        Assert.Equal("labelled", Refused(() =>
            new PoolColumns([1], new float[2], 2, labelled: new LabelledColumns([7], new float[3], 3))));
        Assert.Equal("labelled", Refused(() =>
            new PoolColumns([1], labelled: new LabelledColumns([7], strata: strata))));
    }

    private static string? Refused(Func<object> action) => Assert.ThrowsAny<ArgumentException>(action).ParamName;
}
