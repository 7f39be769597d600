using System.Numerics.Tensors;

namespace ActiveSeg.Select.Bench;

/// <summary>Distances of rows of norm 1 to the nearest of some centres, plainly: this checks the strategies and shares no code with them.</summary>
internal static class Covering
{
    public static (double Radius, double MeanDistance, double MeanCosine) Of(float[] open, float[] labelled, float[] centres, int width)
    {
        var (first, second) = (Best(open, centres, width), Best(labelled, centres, width));
        var distances = first.Concat(second).Select(cosine => Math.Sqrt(Math.Max(0, 2 - (2 * cosine)))).ToArray();
        return (distances.Max(), distances.Average(), (first.Sum() + second.Sum()) / distances.Length);
    }

    private static double[] Best(float[] rows, float[] centres, int width)
    {
        var best = new double[rows.Length / width];
        Parallel.For(0, (best.Length + 255) / 256, new ParallelOptions { MaxDegreeOfParallelism = 2 }, chunk =>
        {
            for (var i = chunk * 256; i < Math.Min(best.Length, (chunk + 1) * 256); i++)
            {
                var row = rows.AsSpan(i * width, width);
                var most = float.NegativeInfinity;
                for (var c = 0; c < centres.Length; c += width)
                {
                    most = Math.Max(most, TensorPrimitives.Dot(row, centres.AsSpan(c, width)));
                }

                best[i] = most;
            }
        });
        return best;
    }
}
