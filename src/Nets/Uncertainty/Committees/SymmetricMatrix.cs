namespace ActiveSeg.Nets.Uncertainty.Committees;

/// <summary>A real symmetric matrix of few rows.</summary>
internal sealed class SymmetricMatrix
{
    private const int Sweeps = 64;

    private readonly double[] values;

    public SymmetricMatrix(int order)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(order);
        (Order, values) = (order, new double[order * order]);
    }

    public int Order { get; }

    /// <summary>An element; setting it sets its mirror image too.</summary>
    public double this[int row, int column]
    {
        get => values[(row * Order) + column];
        set => values[(row * Order) + column] = values[(column * Order) + row] = value;
    }

    public static SymmetricMatrix Of(int order, Func<int, int, double> element)
    {
        var matrix = new SymmetricMatrix(order);
        for (var i = 0; i < order; i++)
        {
            for (var j = i; j < order; j++)
            {
                matrix[i, j] = element(i, j);
            }
        }

        return matrix;
    }

    /// <summary>Eigenvalues, ascending.</summary>
    /// <remarks>
    /// <para>Cost: O(n³) a sweep, some 6 to 10 sweeps.</para>
    /// <para>Source: cyclic Jacobi; Golub and Van Loan, Matrix Computations, 4th edition, algorithm 8.5.3.</para>
    /// </remarks>
    public double[] Eigenvalues()
    {
        var (n, a) = (Order, (double[])values.Clone());
        var total = a.Sum(v => v * v);
        for (var sweep = 0; sweep < Sweeps && OffDiagonal(a, n) > 1e-30 * total; sweep++)
        {
            for (var p = 0; p < n; p++)
            {
                for (var q = p + 1; q < n; q++)
                {
                    Rotate(a, n, p, q);
                }
            }
        }

        var eigenvalues = Enumerable.Range(0, n).Select(i => a[(i * n) + i]).ToArray();
        Array.Sort(eigenvalues);
        return eigenvalues;
    }

    private static double OffDiagonal(double[] a, int n)
    {
        var sum = 0.0;
        for (var i = 0; i < n; i++)
        {
            for (var j = i + 1; j < n; j++)
            {
                sum += 2 * a[(i * n) + j] * a[(i * n) + j];
            }
        }

        return sum;
    }

    private static void Rotate(double[] a, int n, int p, int q)
    {
        var apq = a[(p * n) + q];
        if (apq == 0)
        {
            return;
        }

        var theta = (a[(q * n) + q] - a[(p * n) + p]) / (2 * apq);
        var t = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt(1 + (theta * theta)));
        var cos = 1 / Math.Sqrt(1 + (t * t));
        var sin = t * cos;
        for (var k = 0; k < n; k++)
        {
            var (kp, kq) = (a[(k * n) + p], a[(k * n) + q]);
            (a[(k * n) + p], a[(k * n) + q]) = ((cos * kp) - (sin * kq), (sin * kp) + (cos * kq));
        }

        for (var k = 0; k < n; k++)
        {
            var (pk, qk) = (a[(p * n) + k], a[(q * n) + k]);
            (a[(p * n) + k], a[(q * n) + k]) = ((cos * pk) - (sin * qk), (sin * pk) + (cos * qk));
        }

        a[(p * n) + q] = a[(q * n) + p] = 0;
    }
}
