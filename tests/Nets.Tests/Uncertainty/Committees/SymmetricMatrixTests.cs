using ActiveSeg.Nets.Uncertainty.Committees;

namespace ActiveSeg.Nets.Tests.Uncertainty.Committees;

public sealed class SymmetricMatrixTests
{
    [Fact]
    public void Eigenvalues_KnownMatrices_AreTheKnown()
    {
        var second = SymmetricMatrix.Of(4, (i, j) => i == j ? 2 : j == i + 1 ? -1 : 0);

        Assert.Equal([7], SymmetricMatrix.Of(1, (_, _) => 7).Eigenvalues());
        Assert.Equal([0.0, 0, 0], SymmetricMatrix.Of(3, (_, _) => 0).Eigenvalues());
        Assert.Equal([1.0, 2, 3], SymmetricMatrix.Of(3, (i, j) => i == j ? 3 - i : 0).Eigenvalues());
        Assert.Equal(
            Enumerable.Range(1, 4).Select(k => 2 - (2 * Math.Cos(k * Math.PI / 5))), second.Eigenvalues(),
            (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(32)]
    public void Eigenvalues_RandomMatrix_KeepTraceAndPowersOfIt(int order)
    {
        var random = new Random(order);
        var matrix = SymmetricMatrix.Of(order, (_, _) => (random.NextDouble() * 2) - 1);

        var eigenvalues = matrix.Eigenvalues();

        var range = Enumerable.Range(0, order).ToArray();
        Assert.Equal(range.Sum(i => matrix[i, i]), eigenvalues.Sum(), 9);
        Assert.Equal(range.Sum(i => range.Sum(j => matrix[i, j] * matrix[i, j])), eigenvalues.Sum(v => v * v), 9);
        Assert.Equal(
            range.Sum(i => range.Sum(j => range.Sum(k => matrix[i, j] * matrix[j, k] * matrix[k, i]))),
            eigenvalues.Sum(v => v * v * v), 8);
    }
}
