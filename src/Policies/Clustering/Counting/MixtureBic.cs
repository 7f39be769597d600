using System.Collections.Immutable;
using ActiveSeg.Policies.Clustering.Mixtures;

namespace ActiveSeg.Policies.Clustering.Counting;

/// <summary>Automatic number of components of a Gaussian mixture: that of lowest BIC, the fewest of equals.</summary>
/// <remarks>
/// <para>Limits: BIC counts Gaussians, not groups. One group that is correlated, skewed, flat or heavy-tailed is described by several
/// components of these shapes, the more the larger the pool. Near-copies of a row form components of their own at the variance
/// floor. With few rows a column the penalty hides groups: four well apart in two of 64 columns are one for 200 rows.</para>
/// <para>Deterministic: as <see cref="GaussianMixture"/>.</para>
/// <para>Cost: <see cref="GaussianMixture"/>'s, once for every number tried.</para>
/// <para>Source: Fraley and Raftery, JASA 97(458), 2002, section 2.4; Schwarz, Annals of Statistics 6(2), 1978.</para>
/// </remarks>
public static class MixtureBic
{
    /// <summary>Fits mixtures of 1 to <paramref name="most"/> components and keeps the best.</summary>
    /// <param name="rows">Shape <c>[n * d]</c>, row-major. Range: finite, magnitude at most 1e15.</param>
    /// <param name="width"><c>d</c>, at least 1.</param>
    /// <param name="keys">Shape <c>[n]</c>; distinct.</param>
    /// <param name="most">Components tried at most, at least 1.</param>
    /// <param name="seed">Source of the starts.</param>
    /// <param name="options">Default: <see cref="MixtureOptions"/>'s defaults.</param>
    /// <exception cref="ArgumentException">A value is not finite, keys repeat, the shapes disagree, or an option is
    /// out of range.</exception>
    public static MixtureChoice Choose(
        ReadOnlyMemory<float> rows,
        int width,
        ImmutableArray<ulong> keys,
        int most,
        ulong seed,
        MixtureOptions? options = null)
    {
        options ??= new MixtureOptions();
        GaussianMixture.Check(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        var sorted = KeyOrder.Of(rows, width, keys);
        var best = GaussianMixture.Fit(sorted, 1, seed, options);
        var bics = ImmutableArray.Create(best.Bic);
        for (var components = 2; components <= Math.Min(most, sorted.Count); components++)
        {
            var fit = GaussianMixture.Fit(sorted, components, seed, options);
            if (fit.Components < components)
            {
                break;
            }

            bics = bics.Add(fit.Bic);
            best = fit.Bic < best.Bic ? fit : best;
        }

        return new MixtureChoice(best, bics);
    }
}
