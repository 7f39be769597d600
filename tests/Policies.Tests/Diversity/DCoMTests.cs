using ActiveSeg.Policies.Coverage;
using ActiveSeg.Policies.Diversity;
using ActiveSeg.Policies.Selection;
using ActiveSeg.Policies.Tests.Clustering;
using ActiveSeg.Policies.Tests.Coverage;
using ActiveSeg.Policies.Tests.Selection;

namespace ActiveSeg.Policies.Tests.Diversity;

public sealed class DCoMTests
{
    [Fact]
    public void Select_TwentyTinyPools_IsTheNaiveRuleOnTheSamePseudoLabels()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var pool = Pools.Make(40 + (seed * 6), seed, labelled: seed % 4 == 0 ? 0 : seed, width: 2 + (seed / 3));
            var request = new SelectionRequest(7, (ulong)seed);

            var picks = new DCoM().Select(pool, request).Picks;

            Assert.Equal(NaiveRule(pool, request), picks.Select(pick => pick.Scan));
        }
    }

    [Fact]
    public void Competence_CoverageGrows_TurnsFromTypicalToUncertain()
    {
        Assert.InRange(DCoM.Competence(0), 0, 1e-9);
        Assert.Equal((1 + Math.Exp(-3)) / 2, DCoM.Competence(0.9), 12);
        Assert.Equal(1, DCoM.Competence(1), 12);
    }

    private static List<int> NaiveRule(PoolColumns pool, SelectionRequest request)
    {
        var open = NaiveFacility.Open(pool);
        var purity = PurityRadius.Of(ScaledRows.OfScans(pool, open), pool, open, KeyedDraws.Stream(request.Seed, 0x44434F4D, 0));
        var labels = open.Zip(purity.Labels).ToDictionary(pair => pair.First, pair => pair.Second);
        var labelled = NaiveFacility.Labelled(pool);
        var first = Share(open.Where(scan => labelled.Any(row => Naive.Distance(pool.Embedding(scan), row) < purity.Delta)), open);
        var radii = labelled.Select(row => Radius(pool, open, labels, row, Label(purity, row), (0.2 * first) + 0.4, 1.5 * purity.Delta)).ToList();
        var mean = radii.Count == 0 ? purity.Delta : radii.Average();
        var covered = open.Where(scan => labelled.Zip(radii).Any(ball => Naive.Distance(pool.Embedding(scan), ball.First) < ball.Second)).ToHashSet();
        var weight = DCoM.Competence(Share(covered, open));
        var margins = pool.Signals["margin_foreground"];
        var (least, most) = (open.Min(scan => margins[scan]), open.Max(scan => margins[scan]));
        var picks = new List<int>();
        while (picks.Count < request.BatchSize)
        {
            var left = open.Except(picks).ToArray();
            var counts = left.ToDictionary(scan => scan, scan => open.Count(other => !covered.Contains(other) &&
                (other == scan || Naive.Distance(pool.Embedding(scan), pool.Embedding(other)) < mean * (1 - 1e-6))));
            var largest = Math.Max(counts.Values.Max(), 1);
            var next = left.MaxBy(scan => (weight * (margins[scan] - least) / (most - least)) + ((1 - weight) * counts[scan] / largest));
            picks.Add(next);
            covered.UnionWith(open.Where(other => other == next || Naive.Distance(pool.Embedding(next), pool.Embedding(other)) < mean * (1 - 1e-6)));
        }

        return picks;
    }

    private static double Share(IEnumerable<int> some, int[] all) => some.Count() / (double)all.Length;

    private static int Label(PurityRadius purity, float[] row) =>
        Enumerable.Range(0, purity.Centroids.Count).MinBy(c => Naive.Squared(row, purity.Centroids[c]));

    private static double Radius(
        PoolColumns pool, int[] open, Dictionary<int, int> labels, float[] row, int label, double wanted, double limit)
    {
        var best = limit / 64;
        for (var step = 1; step <= 64; step++)
        {
            var inside = open.Where(scan => Naive.Distance(pool.Embedding(scan), row) < limit * step / 64).ToArray();
            best = inside.Length > 0 && inside.Count(scan => labels[scan] == label) >= wanted * inside.Length ? limit * step / 64 : best;
        }

        return best;
    }
}
