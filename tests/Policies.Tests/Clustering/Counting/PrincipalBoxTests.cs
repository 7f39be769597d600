using System.Collections.Immutable;
using ActiveSeg.Policies.Clustering;
using ActiveSeg.Policies.Clustering.Counting;

namespace ActiveSeg.Policies.Tests.Clustering.Counting;

public sealed class PrincipalBoxTests
{
    [Fact]
    public void Of_ATurnedRectangle_HasItsSides()
    {
        // Corners and middle of a rectangle of 10 by 4, turned by 30 degrees.
        var (cosine, sine) = (Math.Cos(Math.PI / 6), Math.Sin(Math.PI / 6));
        var rows = new[] { (0, 0), (5, 2), (5, -2), (-5, 2), (-5, -2) }
            .SelectMany(p => new[] { (float)((cosine * p.Item1) - (sine * p.Item2)), (float)((sine * p.Item1) + (cosine * p.Item2)) })
            .ToArray();

        var box = Box(rows, 2);

        Assert.Equal([4, 10], box.Sides.Order(), (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.All(box.Draw(100, 3).Chunk(2), row => Assert.True(row.Select(Math.Abs).Max() <= 5 && row.Select(Math.Abs).Min() <= 2));
    }

    [Fact]
    public void Of_FewerRowsThanColumns_IsTheBoxOfTheSameRowsInFewerColumns()
    {
        var random = new Random(3);
        var narrow = Enumerable.Range(0, 9 * 4).Select(_ => (float)random.NextDouble()).ToArray();
        // Four columns put into twenty along four orthogonal directions of length one.
        var wide = narrow.Chunk(4).SelectMany(row => Enumerable.Range(0, 20).Select(j => row[j % 4] / MathF.Sqrt(5))).ToArray();

        var (few, many) = (Box(narrow, 4), Box(wide, 20));

        Assert.Equal(9, many.Width);
        Assert.Equal(few.Sides.OrderDescending(), many.Sides.OrderDescending().Take(4), (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.All(many.Sides.OrderDescending().Skip(4), side => Assert.True(side < 1e-5));
    }

    private static PrincipalBox Box(float[] rows, int width) => PrincipalBox.Of(KeyOrder.Of(
        rows, width, Enumerable.Range(0, rows.Length / width).Select(i => (ulong)i).ToImmutableArray()));
}
