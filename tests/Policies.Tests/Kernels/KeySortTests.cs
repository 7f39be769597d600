using ActiveSeg.Policies.Kernels;

namespace ActiveSeg.Policies.Tests.Kernels;

public sealed class KeySortTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(5000)]
    [InlineData(70_001)]
    public void Of_SpreadCrowdedAndEqualKeys_IsTheSortedKeysAndWhereTheyCameFrom(int count)
    {
        var random = new Random(count);
        Func<int, ulong>[] kinds =
        [
            _ => (ulong)random.NextInt64() * 2,
            i => (ulong)(count - i),
            i => ulong.MaxValue - (ulong)(i * 3),
            _ => (ulong)random.Next(50),
            i => i == 7 ? ulong.MaxValue : (ulong)random.Next(),
            _ => 0,
        ];
        foreach (var kind in kinds)
        {
            ulong[] keys = [.. Enumerable.Range(0, count).Select(kind)];

            var (sorted, order) = KeySort.Of(keys);

            Assert.Equal(keys.Order(), sorted);
            Assert.Equal(sorted, order.Select(i => keys[i]));
            Assert.Equal(Enumerable.Range(0, count), order.Order());
        }
    }
}
