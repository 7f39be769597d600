using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ActiveSeg.Policies.Kernels;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Clustering.Mixtures;

/// <summary>A mixture of Gaussians with diagonal or spherical covariances, by expectation-maximisation from the best of
/// some k-means clusterings.</summary>
/// <remarks>
/// <para>Shapes: <c>n</c> rows, <c>d</c> wide, <c>k</c> components.</para>
/// <para>Deterministic: rows are worked through in the order of their keys, so the answer does not depend on row order.</para>
/// <para>Cost: that of <see cref="KMeans"/> for every start, then O(n k d) an iteration; O(n + k d) extra
/// memory, and a copy of the rows where keys are not rising.</para>
/// <para>Source: Dempster, Laird and Rubin, JRSS B 39(1), 1977; Schwarz, Annals of Statistics 6(2), 1978 (BIC).</para>
/// </remarks>
public static class GaussianMixture
{
    // Variances below the square of a float's rounding say nothing about the rows.
    private const double Rounding = 1.0 / (1 << 24);
    private const double SmallestFloor = 1e-30;

    /// <summary>Fits the mixture.</summary>
    /// <param name="rows">Shape <c>[n * d]</c>, row-major. Range: finite, magnitude at most 1e15.</param>
    /// <param name="width"><c>d</c>, at least 1.</param>
    /// <param name="keys">Shape <c>[n]</c>; distinct.</param>
    /// <param name="components"><c>k</c>, at least 1; more than the distinct values among the rows are not used.</param>
    /// <param name="seed">Source of the start.</param>
    /// <param name="options">Default: <see cref="MixtureOptions"/>'s defaults.</param>
    /// <returns>The mixture; no components, a log-likelihood of 0 and a BIC of 0 for no rows.</returns>
    /// <exception cref="ArgumentException">A value is not finite, keys repeat, the shapes disagree, or an option is
    /// out of range.</exception>
    public static MixtureResult Fit(
        ReadOnlyMemory<float> rows,
        int width,
        ImmutableArray<ulong> keys,
        int components,
        ulong seed,
        MixtureOptions? options = null)
    {
        options ??= new MixtureOptions();
        Check(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(components, 1);
        return Fit(KeyOrder.Of(rows, width, keys), components, seed, options);
    }

    /// <summary>How likely each component is given each row.</summary>
    /// <param name="mixture">A mixture of at least one component.</param>
    /// <param name="rows">Shape <c>[m * d]</c>, row-major, of the mixture's width; need not be those it was fitted to. Range: finite,
    /// magnitude at most 1e15.</param>
    /// <returns>Shape <c>[m * k]</c>, row-major; each row sums to 1.</returns>
    /// <exception cref="ArgumentException">The mixture is empty, a value is not finite, or the shapes disagree.</exception>
    public static ImmutableArray<double> Shares(MixtureResult mixture, ReadOnlyMemory<float> rows)
    {
        ArgumentNullException.ThrowIfNull(mixture);
        ArgumentOutOfRangeException.ThrowIfLessThan(mixture.Components, 1, nameof(mixture));
        var (width, count) = (mixture.Width, rows.Length / mixture.Width);
        ColumnChecks.Embeddings(rows, width, count, nameof(rows));
        var densities = new ComponentDensities(
            mixture.Weights.AsSpan(), mixture.Means.AsSpan(), mixture.Variances.AsSpan(), width);
        var shares = new double[count * mixture.Components];
        RowChunks.For(
            count,
            (from, taken) =>
            {
                for (var i = from; i < from + taken; i++)
                {
                    densities.Of(
                        rows.Span.Slice(i * width, width), shares.AsSpan(i * mixture.Components, mixture.Components));
                }
            });
        return ImmutableCollectionsMarshal.AsImmutableArray(shares);
    }

    internal static void Check(MixtureOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Starts, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxIterations, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNotEqual(options.Tolerance >= 0, true, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNotEqual(options.VarianceFloor is > 0 and <= 1, true, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNotEqual(
            options.Shape is CovarianceShape.Diagonal or CovarianceShape.Spherical, true, nameof(options));
    }

    internal static MixtureResult Fit(KeyOrder sorted, int components, ulong seed, MixtureOptions options)
    {
        var width = sorted.Width;
        if (sorted.Count == 0)
        {
            return new MixtureResult(0, [], [], [], [], width, 0, [], 0, true);
        }

        var table = sorted.Table;
        var start = RepeatedKMeans.Best(table.ToMatrix(), width, sorted.Keys, components, seed, options.Starts);
        var used = start.Assignments.Distinct().Order().ToArray();
        var means = used.SelectMany(c => start.Centroids.Skip(c * width).Take(width)).Select(value => (double)value).ToArray();
        var floor = Floor(table, options.VarianceFloor);
        var run = new Expectation(table, means, floor, options);
        run.Run(start.Assignments.Select(c => Array.BinarySearch(used, c)).ToArray());
        var spread = options.Shape == CovarianceShape.Spherical ? 1 : width;
        var free = (used.Length * ((double)width + spread + 1)) - 1;
        return new MixtureResult(
            used.Length,
            sorted.ToCaller(run.Assignments),
            ImmutableCollectionsMarshal.AsImmutableArray(run.Weights),
            ImmutableCollectionsMarshal.AsImmutableArray(run.Means),
            ImmutableCollectionsMarshal.AsImmutableArray(run.Variances),
            width,
            floor,
            [.. run.LogLikelihoods],
            (free * Math.Log(sorted.Count)) - (2 * run.LogLikelihoods[^1]),
            run.Converged);
    }

    private static double Floor(RowTable rows, double share)
    {
        var (mean, total) = (ExactSums.Mean(rows), 0.0);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            for (var j = 0; j < row.Length; j++)
            {
                total += (row[j] - mean[j]) * (row[j] - mean[j]);
            }
        }

        var rounding = ExactSums.Magnitude(rows) * Rounding;
        return Math.Max(Math.Max(share * total / rows.Count / rows.Width, rounding * rounding), SmallestFloor);
    }
}
