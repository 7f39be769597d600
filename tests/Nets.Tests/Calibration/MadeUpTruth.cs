namespace ActiveSeg.Nets.Tests.Calibration;

/// <summary>Probabilities whose truth is drawn from <c>p^(1/T)</c>, so that T is the right temperature.</summary>
internal static class MadeUpTruth
{
    public static (float[] Probabilities, byte[] Truth) Of(int seed, int classes, int voxels, double temperature)
    {
        var random = new Random(seed);
        var (probabilities, truth) = (new float[classes * voxels], new byte[voxels]);
        for (var v = 0; v < voxels; v++)
        {
            var logits = Enumerable.Range(0, classes).Select(_ => 6 * random.NextDouble()).ToArray();
            var (p, scaled) = (Softmax(logits, 1), Softmax(logits, temperature));
            var (u, c) = (random.NextDouble(), 0);
            while (c < classes - 1 && u >= scaled[c])
            {
                u -= scaled[c++];
            }

            truth[v] = (byte)c;
            for (c = 0; c < classes; c++)
            {
                probabilities[(c * voxels) + v] = (float)p[c];
            }
        }

        return (probabilities, truth);
    }

    public static double[] Softmax(double[] logits, double temperature)
    {
        var exponentials = Array.ConvertAll(logits, z => Math.Exp((z - logits.Max()) / temperature));
        return Array.ConvertAll(exponentials, e => e / exponentials.Sum());
    }
}
