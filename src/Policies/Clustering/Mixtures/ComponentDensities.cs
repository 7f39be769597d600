using System.Numerics;

namespace ActiveSeg.Policies.Clustering.Mixtures;

/// <summary>Log densities of rows under the components of a mixture, and how likely each component is given a row.</summary>
internal sealed class ComponentDensities
{
    private readonly int _width;
    private readonly double[] _means;
    private readonly double[] _inverses;
    private readonly double[] _constants;

    public ComponentDensities(ReadOnlySpan<double> weights, ReadOnlySpan<double> means, ReadOnlySpan<double> variances, int width)
    {
        (_width, _means) = (width, means.ToArray());
        _inverses = new double[variances.Length];
        _constants = new double[weights.Length];
        for (var c = 0; c < weights.Length; c++)
        {
            var logs = 0.0;
            for (var j = c * width; j < (c + 1) * width; j++)
            {
                logs += Math.Log(variances[j]);
                _inverses[j] = 1 / variances[j];
            }

            _constants[c] = Math.Log(weights[c]) - (0.5 * ((width * Math.Log(2 * Math.PI)) + logs));
        }
    }

    /// <summary>Log density of a row, in nats.</summary>
    /// <param name="row">Shape <c>[d]</c>.</param>
    /// <param name="shares">Shape <c>[k]</c>; receives the probability of each component given the row.</param>
    public double Of(ReadOnlySpan<float> row, Span<double> shares)
    {
        var largest = double.NegativeInfinity;
        for (var c = 0; c < shares.Length; c++)
        {
            var at = c * _width;
            shares[c] = _constants[c] - (0.5 * Scaled(row, _means.AsSpan(at, _width), _inverses.AsSpan(at, _width)));
            largest = Math.Max(largest, shares[c]);
        }

        var total = 0.0;
        for (var c = 0; c < shares.Length; c++)
        {
            shares[c] = Math.Exp(shares[c] - largest);
            total += shares[c];
        }

        for (var c = 0; c < shares.Length; c++)
        {
            shares[c] /= total;
        }

        return largest + Math.Log(total);
    }

    private static double Scaled(ReadOnlySpan<float> row, ReadOnlySpan<double> mean, ReadOnlySpan<double> inverse)
    {
        var (lows, highs) = (Vector<double>.Zero, Vector<double>.Zero);
        var (half, j) = (Vector<double>.Count, 0);
        for (; j + Vector<float>.Count <= row.Length; j += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(row[j..]), out var low, out var high);
            low -= new Vector<double>(mean[j..]);
            high -= new Vector<double>(mean[(j + half)..]);
            lows += low * low * new Vector<double>(inverse[j..]);
            highs += high * high * new Vector<double>(inverse[(j + half)..]);
        }

        var sum = Vector.Sum(lows + highs);
        for (; j < row.Length; j++)
        {
            sum += (row[j] - mean[j]) * (row[j] - mean[j]) * inverse[j];
        }

        return sum;
    }
}
