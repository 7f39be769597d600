using System.Numerics.Tensors;

namespace ActiveSeg.Lab.Learners.Screening;

/// <summary>A linear map after which patches have no correlation and unit variance: the inverse of the covariance's Cholesky factor.</summary>
/// <remarks>A hundredth of the mean variance is added to the diagonal, so that constant patches do no harm.</remarks>
internal static class Whitening
{
    /// <param name="rows">Shape: <c>[n * width]</c>.</param>
    /// <param name="width">Numbers of a patch.</param>
    /// <returns>Mean of the rows, and the map's rows; row <c>i</c> has <c>i + 1</c> numbers.</returns>
    public static (float[] Mean, float[][] Map) Of(ReadOnlySpan<float> rows, int width)
    {
        var count = rows.Length / width;
        var (mean, covariance) = (new double[width], new double[width, width]);
        for (var r = 0; r < count; r++)
        {
            for (var i = 0; i < width; i++)
            {
                mean[i] += rows[(r * width) + i] / (double)count;
            }
        }

        for (var r = 0; r < count; r++)
        {
            for (var i = 0; i < width; i++)
            {
                var gap = (rows[(r * width) + i] - mean[i]) / count;
                for (var j = 0; j <= i; j++)
                {
                    covariance[i, j] += gap * (rows[(r * width) + j] - mean[j]);
                }
            }
        }

        var trace = Enumerable.Range(0, width).Sum(i => covariance[i, i]);
        for (var i = 0; i < width; i++)
        {
            covariance[i, i] += (0.01 * trace / width) + 1e-9;
        }

        return (Array.ConvertAll(mean, m => (float)m), InverseOfFactor(Cholesky.Factor(covariance)));
    }

    /// <summary>Whitens one patch. Shapes: <c>[width]</c>.</summary>
    public static void Apply(ReadOnlySpan<float> patch, float[] mean, float[][] map, Span<float> white)
    {
        Span<float> centred = stackalloc float[patch.Length];
        TensorPrimitives.Subtract(patch, mean, centred);
        for (var i = 0; i < map.Length; i++)
        {
            white[i] = TensorPrimitives.Dot(map[i], centred[..(i + 1)]);
        }
    }

    private static float[][] InverseOfFactor(double[,] factor)
    {
        var n = factor.GetLength(0);
        var inverse = new double[n, n];
        for (var j = 0; j < n; j++)
        {
            inverse[j, j] = 1 / factor[j, j];
            for (var i = j + 1; i < n; i++)
            {
                var sum = 0.0;
                for (var k = j; k < i; k++)
                {
                    sum -= factor[i, k] * inverse[k, j];
                }

                inverse[i, j] = sum / factor[i, i];
            }
        }

        return [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, i + 1).Select(j => (float)inverse[i, j]).ToArray())];
    }
}
