using ActiveSeg.Volumes.Overlap;

namespace ActiveSeg.Volumes.Tests.Overlap;

public sealed class DistanceTransformTests
{
    [Fact]
    public void SquaredMm2_RandomSeeds_EqualsBruteForce()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var (x, y, z) = (1 + random.Next(11), 1 + random.Next(7), 1 + random.Next(5));
            var seeds = Enumerable.Range(0, x * y * z).Select(_ => random.NextDouble() < 0.06).ToArray();

            var squared = DistanceTransform.SquaredMm2(seeds, (x, y, z), (0.6, 1.7, 2.9));

            for (var v = 0; v < seeds.Length; v++)
            {
                var nearest = double.PositiveInfinity;
                for (var s = 0; s < seeds.Length; s++)
                {
                    if (seeds[s])
                    {
                        var dx = 0.6 * ((v % x) - (s % x));
                        var dy = 1.7 * ((v / x % y) - (s / x % y));
                        var dz = 2.9 * ((v / x / y) - (s / x / y));
                        nearest = Math.Min(nearest, (dx * dx) + (dy * dy) + (dz * dz));
                    }
                }

                Assert.True(double.IsInfinity(nearest) ? double.IsInfinity(squared[v]) : Math.Abs(nearest - squared[v]) < 1e-9);
            }
        }
    }
}
