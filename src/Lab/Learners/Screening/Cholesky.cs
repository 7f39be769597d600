namespace ActiveSeg.Lab.Learners.Screening;

/// <summary>Factor of a symmetric positive definite matrix, and solutions with it.</summary>
internal static class Cholesky
{
    /// <summary>The lower factor; only the lower half of the matrix is read.</summary>
    /// <exception cref="ArgumentException">The matrix is not positive definite.</exception>
    public static double[,] Factor(double[,] matrix)
    {
        var n = matrix.GetLength(0);
        var factor = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[i, j];
                for (var k = 0; k < j; k++)
                {
                    sum -= factor[i, k] * factor[j, k];
                }

                if (i == j && !(sum > 0))
                {
                    throw new ArgumentException($"the matrix is not positive definite at row {i}", nameof(matrix));
                }

                factor[i, j] = i == j ? Math.Sqrt(sum) : sum / factor[j, j];
            }
        }

        return factor;
    }

    /// <summary>Solves for one right-hand side, in place. Shape: <c>[n]</c>.</summary>
    public static void Solve(double[,] factor, Span<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            for (var k = 0; k < i; k++)
            {
                values[i] -= factor[i, k] * values[k];
            }

            values[i] /= factor[i, i];
        }

        for (var i = values.Length - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < values.Length; k++)
            {
                values[i] -= factor[k, i] * values[k];
            }

            values[i] /= factor[i, i];
        }
    }
}
