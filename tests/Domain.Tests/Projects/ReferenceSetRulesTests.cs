using System.Collections.Immutable;
using ActiveSeg.Domain.Delineations;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;
using static ActiveSeg.Domain.Tests.Scenario;

namespace ActiveSeg.Domain.Tests.Projects;

public sealed class ReferenceSetRulesTests
{
    private static readonly ImmutableArray<PatientId> Patients = [.. Enumerable.Range(0, 40).Select(i => new PatientId($"p{i}"))];

    [Fact]
    public void Draw_AnyOrderAndRepeats_GivesTheSamePatients()
    {
        var one = ReferenceSetRules.Draw(Patients, 0.25, seed: 3);
        var other = ReferenceSetRules.Draw(Patients.Reverse().Concat(Patients), 0.25, seed: 3);

        Assert.Equal(10, one.Count);
        Assert.True(one.SetEquals(other));
        Assert.False(one.SetEquals(ReferenceSetRules.Draw(Patients, 0.25, seed: 4)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Draw_ShareOutOfRange_Throws(double fraction) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ReferenceSetRules.Draw(Patients, fraction, 1));

    [Fact]
    public void Hash_AnyImageOrReferenceChanges_Changes()
    {
        var scans = new[] { Referenced("a", 1), Referenced("b", 2) };
        var hash = ReferenceSetRules.Hash(scans);

        Assert.Equal(64, hash.Length);
        Assert.Equal(hash, ReferenceSetRules.Hash([scans[1], scans[0]]));
        Assert.NotEqual(hash, ReferenceSetRules.Hash([scans[0], Referenced("b", 3)]));
        Assert.NotEqual(hash, ReferenceSetRules.Hash([scans[0], scans[1] with { Image = Artifact(9) }]));
    }

    [Fact]
    public void Hash_AScanHasNoReference_IsEmpty() =>
        Assert.Equal("", ReferenceSetRules.Hash([Referenced("a", 1), Scan("b")]));

    [Theory]
    [InlineData("")]
    [InlineData("-a")]
    [InlineData("Upper")]
    [InlineData("a/b")]
    [InlineData("a..b/")]
    [InlineData(null)]
    public void ProjectIdParse_BadText_Throws(string? text) =>
        Assert.Throws<ArgumentException>(() => ProjectId.Parse(text));

    [Theory]
    [InlineData("../x")]
    [InlineData(".hidden")]
    [InlineData("a b")]
    [InlineData("a\u0000")]
    public void ScanIdParse_NotAPlainName_Throws(string text) =>
        Assert.Throws<ArgumentException>(() => ScanId.Parse(text));

    [Fact]
    public void Problems_EveryFaultAtOnce_NamesEach()
    {
        var options = Options() with
        {
            Structures = [new Structure(1, "a"), new Structure(1, "a")],
            ReadsPerScan = 0,
            BatchSize = 0,
            AdjudicateBelow = 2,
        };

        Assert.Equal(5, options.Problems().Length);
        Assert.Empty(Options().Problems());
    }

    [Fact]
    public void Problems_StructuresWhoseSignalsWouldShareAName_IsNamed()
    {
        var options = Options() with { Structures = [new Structure(1, "canal"), new Structure(2, "foreground_canal")] };

        Assert.Contains("foreground_X", Assert.Single(options.Problems()), StringComparison.Ordinal);
    }

    private static ScanState Referenced(string id, int mask) => Scan(id) with
    {
        References = [new ReferenceDelineation(1, Artifact(mask), "test", ImmutableSortedDictionary<int, double>.Empty, Start)],
    };
}
