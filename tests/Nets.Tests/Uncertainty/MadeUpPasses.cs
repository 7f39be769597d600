using ActiveSeg.Nets.Uncertainty;

namespace ActiveSeg.Nets.Tests.Uncertainty;

/// <summary>Random probabilities and masks.</summary>
internal static class MadeUpPasses
{
    public static StackGrid Grid(int slices, int rows, int columns) => new(slices, rows, columns, (1, 1, 1));

    /// <summary>Softmax of random scores, with some classes at exactly 0. Shape: <c>[classes, voxels]</c>.</summary>
    public static float[] Probabilities(int seed, int classes, int voxels, double sharpness = 3)
    {
        var random = new Random(seed);
        var values = new float[classes * voxels];
        for (var v = 0; v < voxels; v++)
        {
            var raw = Enumerable.Range(0, classes).Select(c =>
                c > 0 && random.Next(8) == 0 ? 0 : Math.Exp(sharpness * random.NextDouble())).ToArray();
            for (var c = 0; c < classes; c++)
            {
                values[(c * voxels) + v] = (float)(raw[c] / raw.Sum());
            }
        }

        return values;
    }

    public static byte[] Mask(int seed, int classes, int voxels)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, voxels).Select(_ => (byte)random.Next(classes))];
    }

    public static UncertaintyMaps Maps(StackGrid grid, int classes, params float[][] passes)
    {
        var statistics = new PassStatistics(grid, classes, passes.Length);
        for (var m = 0; m < passes.Length; m++)
        {
            statistics.Record(m, passes[m]);
        }

        return statistics.Complete();
    }
}
