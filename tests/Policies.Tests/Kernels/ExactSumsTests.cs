using ActiveSeg.Policies.Kernels;
using ActiveSeg.Policies.Tests.Selection;

namespace ActiveSeg.Policies.Tests.Kernels;

public sealed class ExactSumsTests
{
    [Fact]
    public void Mean_AnyOrderAndThreads_SameToTheBitAndRight()
    {
        var random = new Random(1);
        var rows = Pools.Rows(random, 5000, 11, blobs: true);
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] *= MathF.Pow(10, random.Next(-6, 6));
        }

        var table = new RowTable(rows, 11);
        var mean = ExactSums.Mean(table, threads: 1);

        Assert.Equal(mean, ExactSums.Mean(table.Choose(Pools.Shuffle(5000, 9)), threads: 3));
        for (var j = 0; j < 11; j++)
        {
            var plain = Enumerable.Range(0, 5000).Average(i => (double)rows[(i * 11) + j]);
            Assert.Equal(plain, mean[j], ExactSums.Magnitude(table) * 5000 * Math.ScaleB(1, -51));
        }
    }

    [Fact]
    public void Mean_NoRowsOrZeros_IsZero()
    {
        Assert.Equal([0.0, 0.0], ExactSums.Mean(new RowTable(Array.Empty<float>(), 2)));
        Assert.Equal([0.0, 0.0], ExactSums.Mean(new RowTable(new float[8], 2)));
    }
}
