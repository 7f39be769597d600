using ActiveSeg.Policies.Baselines;

namespace ActiveSeg.Policies.Tests.Baselines;

public sealed class SeatAllocationTests
{
    [Theory]
    [InlineData(new[] { 47.0, 16, 15.8, 12, 6.1, 3.1 }, 10, new[] { 5, 2, 1, 1, 1, 0 })]
    [InlineData(new[] { 1.0, 1, 2 }, 4, new[] { 1, 1, 2 })]
    [InlineData(new[] { 0.0, 0, 0 }, 3, new[] { 1, 1, 1 })]
    [InlineData(new[] { 1.0, 9 }, 0, new[] { 0, 0 })]
    public void LargestRemainder_KnownShares_KnownSeats(double[] weights, int seats, int[] expected)
    {
        int[] capacities = [.. weights.Select(_ => 100)];
        ulong[] ties = [.. weights.Select((_, h) => (ulong)h)];

        Assert.Equal(expected, SeatAllocation.LargestRemainder(weights, seats, capacities, ties));
    }

    [Fact]
    public void LargestRemainder_AnyWeights_FillsWithinCapacityAndQuota()
    {
        var random = new Random(4);
        for (var trial = 0; trial < 500; trial++)
        {
            var groups = random.Next(1, 9);
            var weights = Enumerable.Range(0, groups).Select(_ => random.Next(4) * random.NextDouble()).ToArray();
            var capacities = Enumerable.Range(0, groups).Select(_ => random.Next(6)).ToArray();
            var ties = Enumerable.Range(0, groups).Select(_ => (ulong)random.NextInt64()).ToArray();
            var seats = random.Next(20);

            var given = SeatAllocation.LargestRemainder(weights, seats, capacities, ties);

            Assert.Equal(Math.Min(seats, capacities.Sum()), given.Sum());
            Assert.All(given.Zip(capacities), pair => Assert.InRange(pair.First, 0, pair.Second));
        }
    }

    [Fact]
    public void LargestRemainder_BadWeight_Refused()
    {
        Assert.ThrowsAny<ArgumentException>(() => SeatAllocation.LargestRemainder([double.NaN], 1, [1], [1]));
        Assert.ThrowsAny<ArgumentException>(() => SeatAllocation.LargestRemainder([1, 2], 1, [1], [1]));
    }
}
