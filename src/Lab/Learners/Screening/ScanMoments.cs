using System.Numerics.Tensors;

namespace ActiveSeg.Lab.Learners.Screening;

/// <summary>Sums over a labelled scan from which ridge models are solved: per class, of the features and of their products.</summary>
/// <remarks>Shapes: <c>C</c> classes with the background, <c>d</c> features; products <c>[C][d * d]</c>, upper half, sums <c>[C][d]</c>.</remarks>
internal sealed class ScanMoments
{
    private ScanMoments(float[][] products, float[][] sums, long[] voxels) => (Products, Sums, Voxels) = (products, sums, voxels);

    public float[][] Products { get; }

    public float[][] Sums { get; }

    public long[] Voxels { get; }

    public static ScanMoments Of(float[] features, int width, byte[] classes, int classCount)
    {
        var products = Enumerable.Range(0, classCount).Select(_ => new float[width * width]).ToArray();
        var sums = Enumerable.Range(0, classCount).Select(_ => new float[width]).ToArray();
        var voxels = new long[classCount];
        for (var v = 0; v < classes.Length; v++)
        {
            var row = features.AsSpan(v * width, width);
            var (product, sum) = (products[classes[v]], sums[classes[v]]);
            TensorPrimitives.Add(sum, row, sum);
            for (var i = 0; i < width; i++)
            {
                var tail = product.AsSpan((i * width) + i, width - i);
                TensorPrimitives.MultiplyAdd(row[i..], row[i], tail, tail);
            }

            voxels[classes[v]]++;
        }

        return new ScanMoments(products, sums, voxels);
    }
}
