namespace ActiveSeg.Policies.Tests.Clustering;

/// <summary>Rows drawn from Gaussians; row i belongs to group i modulo the groups.</summary>
internal static class Gaussians
{
    /// <summary>Groups of spread 1 whose means lie so far from the origin, each along its own axis.</summary>
    public static float[] Apart(int seed, int count, int width, int groups, double far)
    {
        var random = new Random(seed);
        var rows = new float[count * width];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = (float)(Normal(random) + (i % width == i / width % groups ? far : 0));
        }

        return rows;
    }

    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
