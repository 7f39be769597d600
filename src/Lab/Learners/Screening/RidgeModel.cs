using System.Numerics.Tensors;

namespace ActiveSeg.Lab.Learners.Screening;

/// <summary>Ridge regression of the classes on the features, one output a class; rare classes weigh more.</summary>
/// <remarks>
/// <para>A voxel of class <c>c</c> weighs <c>(n / n_c)^0.5</c>. Outputs are cut at .001 and divided by their sum, so they are probabilities in form;
/// they are not calibrated.</para>
/// <para>Shapes: <c>Weights</c> is <c>[C][d]</c>.</para>
/// </remarks>
internal sealed class RidgeModel
{
    private const float Smallest = 1e-3f;

    private RidgeModel(float[][] weights) => Weights = weights;

    public float[][] Weights { get; }

    /// <summary>Solves for the labelled scans, each counted so often.</summary>
    public static RidgeModel Solve(IReadOnlyList<ScanMoments> scans, IReadOnlyList<double> counts, int width, double ridge)
    {
        var classes = scans[0].Sums.Length;
        var voxels = Enumerable.Range(0, classes).Select(c => scans.Select((s, i) => counts[i] * s.Voxels[c]).Sum()).ToArray();
        var total = voxels.Sum();
        var (gram, right) = (new double[width, width], new double[classes][]);
        for (var c = 0; c < classes; c++)
        {
            right[c] = new double[width];
            var weight = voxels[c] > 0 ? Math.Sqrt(total / voxels[c]) / total : 0;
            for (var s = 0; s < scans.Count && weight > 0; s++)
            {
                var factor = counts[s] * weight;
                if (factor == 0)
                {
                    continue;
                }

                for (var i = 0; i < width; i++)
                {
                    right[c][i] += factor * scans[s].Sums[c][i];
                    for (var j = i; j < width; j++)
                    {
                        gram[j, i] += factor * scans[s].Products[c][(i * width) + j];
                    }
                }
            }
        }

        var trace = Enumerable.Range(0, width).Sum(i => gram[i, i]);
        for (var i = 0; i < width; i++)
        {
            gram[i, i] += (ridge * trace / width) + 1e-12;
        }

        var cholesky = Cholesky.Factor(gram);
        foreach (var values in right)
        {
            Cholesky.Solve(cholesky, values);
        }

        return new RidgeModel(Array.ConvertAll(right, values => Array.ConvertAll(values, v => (float)v)));
    }

    /// <summary>Probabilities of all voxels. Shape: <c>[C * voxels]</c>.</summary>
    public float[] Predict(float[] features, int width)
    {
        var (voxels, classes) = (features.Length / width, Weights.Length);
        var probabilities = new float[classes * voxels];
        for (var v = 0; v < voxels; v++)
        {
            var row = features.AsSpan(v * width, width);
            var total = 0f;
            for (var c = 0; c < classes; c++)
            {
                var value = Math.Clamp(TensorPrimitives.Dot(row, Weights[c]), Smallest, 1);
                probabilities[(c * voxels) + v] = value;
                total += value;
            }

            for (var c = 0; c < classes; c++)
            {
                probabilities[(c * voxels) + v] /= total;
            }
        }

        return probabilities;
    }
}
