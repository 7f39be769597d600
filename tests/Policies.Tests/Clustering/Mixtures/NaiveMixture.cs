using ActiveSeg.Policies.Clustering.Mixtures;

namespace ActiveSeg.Policies.Tests.Clustering.Mixtures;

/// <summary>Densities as they are defined, without logarithms of sums.</summary>
internal static class NaiveMixture
{
    public static double LogLikelihood(float[] rows, MixtureResult mixture) =>
        Enumerable.Range(0, rows.Length / mixture.Width).Sum(i => Math.Log(Densities(rows, i, mixture).Sum()));

    /// <summary>Weight times density of each component.</summary>
    public static double[] Densities(float[] rows, int row, MixtureResult mixture) =>
        [.. Enumerable.Range(0, mixture.Components).Select(c =>
        {
            var density = mixture.Weights[c];
            for (var j = 0; j < mixture.Width; j++)
            {
                var (mean, variance) = (mixture.Means[(c * mixture.Width) + j], mixture.Variances[(c * mixture.Width) + j]);
                var gap = rows[(row * mixture.Width) + j] - mean;
                density *= Math.Exp(-gap * gap / (2 * variance)) / Math.Sqrt(2 * Math.PI * variance);
            }

            return density;
        })];
}
