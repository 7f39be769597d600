using System.Collections.Immutable;
using ActiveSeg.Policies.Baselines;
using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Tests.Constraints;

public sealed class QuotaTests
{
    [Fact]
    public void Select_SeatsForScansOfOnePatient_DoNotCloseTheRest()
    {
        // Four scans of scanner C belong to one patient, so only one of them can be had.
        ImmutableArray<int> patients = [.. Enumerable.Repeat(0, 4), .. Enumerable.Range(1, 20)];

        var picks = Picks(patients, [new StratumQuota("scanner", "C", AtLeast: 4)]);

        Assert.Equal(4, picks.Length);
        Assert.Equal(1, picks.Count(scan => scan < 4));
    }

    [Fact]
    public void Select_SeatsThatAnotherLimitForbids_DoNotCloseTheRest()
    {
        var picks = Picks([], [new StratumQuota("scanner", "C", AtLeast: 3), new StratumQuota("sex", "F", AtMost: 1)]);

        Assert.Equal(4, picks.Length);
        Assert.Equal(1, picks.Count(scan => scan < 4));
    }

    [Fact]
    public void Select_SeatsThatCanBeFilled_AreFilled()
    {
        var picks = Picks([], [new StratumQuota("scanner", "C", AtLeast: 3)]);

        Assert.Equal(4, picks.Length);
        Assert.True(picks.Count(scan => scan < 4) >= 3);
    }

    [Fact]
    public void Select_LimitOfNone_KeepsTheStratumOutFromTheFirstPickOn()
    {
        foreach (var seed in Enumerable.Range(0, 20))
        {
            Assert.DoesNotContain(Picks([], [new StratumQuota("scanner", "A", AtMost: 0)], seed), scan => scan >= 4);
        }
    }

    /// <summary>Random picks of 4 from scans 0 to 3 (scanner C, women) and 20 others.</summary>
    private static ImmutableArray<int> Picks(ImmutableArray<int> patients, ImmutableArray<StratumQuota> quotas, int seed = 1)
    {
        var pool = new PoolColumns(
            [.. Enumerable.Range(0, 24).Select(i => (ulong)i * 7919)],
            strata: new Dictionary<string, ImmutableArray<string>>
            {
                ["scanner"] = [.. Enumerable.Range(0, 24).Select(i => i < 4 ? "C" : "A")],
                ["sex"] = [.. Enumerable.Range(0, 24).Select(i => i < 4 ? "F" : "M")],
            },
            patients: patients.IsEmpty ? default : patients);
        return [.. new RandomSampling().Select(pool, new SelectionRequest(4, (ulong)seed) { Quotas = quotas }).Picks.Select(pick => pick.Scan)];
    }
}
