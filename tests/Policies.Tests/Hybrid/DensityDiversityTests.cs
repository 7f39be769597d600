using ActiveSeg.Policies.Hybrid;
using ActiveSeg.Policies.Selection;
using ActiveSeg.Policies.Tests.Coverage;
using ActiveSeg.Policies.Tests.Selection;

namespace ActiveSeg.Policies.Tests.Hybrid;

public sealed class DensityDiversityTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(0.5, 2, 1.5)]
    public void Select_TwentyTinyPools_IsTheNaiveProduct(double a, double b, double c)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var pool = Pools.Make(20 + (seed * 2), seed, labelled: seed % 4 == 0 ? 0 : seed, width: 2 + seed);
            var open = NaiveFacility.Open(pool);
            var centres = NaiveFacility.Labelled(pool);
            var expected = new List<int>();
            while (expected.Count < 7)
            {
                var next = open.Except(expected).MaxBy(scan =>
                    Math.Pow(pool.Signals["entropy_foreground"][scan], a) *
                    Math.Pow(open.Average(other => (1 + NaiveFacility.Cosine(pool.Embedding(scan), pool.Embedding(other))) / 2), b) *
                    Math.Pow(centres.Count == 0 ? 1 : centres.Min(row => (1 - NaiveFacility.Cosine(pool.Embedding(scan), row)) / 2), c));
                expected.Add(next);
                centres.Add(pool.Embedding(next).ToArray());
            }

            var picks = new DensityDiversity(a, b, c).Select(pool, new SelectionRequest(7, 1)).Picks;

            Assert.Equal(expected, picks.Select(pick => pick.Scan));
        }
    }
}
