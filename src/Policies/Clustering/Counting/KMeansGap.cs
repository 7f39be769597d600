using System.Collections.Immutable;
using ActiveSeg.Policies.Clustering.Hierarchy;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Clustering.Counting;

/// <summary>Automatic number of clusters for k-means: that which gains most over rows without clusters.</summary>
/// <remarks>
/// <para>The gap of <c>k</c> clusters is the mean log inertia of uniform rows in the box along the data's principal axes, less the
/// log inertia of the data, both in the clusters of Ward's tree, whose one run gives every <c>k</c>. The answer is the least
/// <c>k</c> whose gap is within one standard error of the largest, so one cluster is a possible answer. All numbers are tried: with
/// groups equally far from each other the gap falls before it rises, and a search that stops at the first fall answers one.</para>
/// <para>Limits: meant for compact groups that lie well apart. One Gaussian group, round or long, of 2 to 64 columns counted as one
/// in all but 1 of 100 trials; an evenly filled box or disc of two columns counted as several half of the time, and ten skewed
/// columns (exponential) always. Groups within groups are counted at the level of the larger gap; groups too small to show in the
/// sample are not seen. Where <c>most</c> comes near the number of rows, near-copies decide.</para>
/// <para>Deterministic: sample and starts go by seed and key, so the answer does not depend on row order.</para>
/// <para>Cost: O(s^2 d) for each reference and the sample of s rows, and 2 s^2 bytes; principal axes in O(m^2 l) for m the lesser and
/// l the greater of s and d; then <c>starts</c> runs of <see cref="KMeans"/> over all rows.</para>
/// <para>Source: Tibshirani, Walther and Hastie, JRSS B 63(2), 2001, sections 3 and 4, reference (b); the largest gap less
/// one error as in Dudoit and Fridlyand, Genome Biology 3(7), 2002.</para>
/// </remarks>
public static class KMeansGap
{
    private const ulong SamplePurpose = 0x47415053;
    private const ulong ReferencePurpose = 0x47415052;

    /// <summary>Clusters the rows into 1 to <paramref name="most"/> clusters.</summary>
    /// <param name="rows">Shape <c>[n * d]</c>, row-major. Range: finite, magnitude at most 1e15.</param>
    /// <param name="width"><c>d</c>, at least 1.</param>
    /// <param name="keys">Shape <c>[n]</c>; distinct.</param>
    /// <param name="most">Clusters at most, at least 1; fewer than the sample's rows are tried.</param>
    /// <param name="seed">Source of the sample, the references and the starts.</param>
    /// <param name="options">Default: <see cref="GapOptions"/>'s defaults.</param>
    /// <returns>The clustering; no clusters and no gaps for no rows.</returns>
    /// <exception cref="ArgumentException">A value is not finite, keys repeat, the shapes disagree, or an option is
    /// out of range.</exception>
    public static GapChoice Choose(
        ReadOnlyMemory<float> rows,
        int width,
        ImmutableArray<ulong> keys,
        int most,
        ulong seed,
        GapOptions? options = null)
    {
        options ??= new GapOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.References, 2, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Starts, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.SampleRows, 2, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.SampleRows, Agglomerative.MostRows, nameof(options));
        var all = KeyOrder.Of(rows, width, keys);
        var (clusters, gaps, errors) = (1, new List<double>(), new List<double>());
        if (all.Count > 0)
        {
            clusters = Count(all.Sample(options.SampleRows, KeyedDraws.Stream(seed, SamplePurpose)), most, seed, options, gaps, errors);
        }

        return new GapChoice(
            RepeatedKMeans.Best(rows, width, keys, clusters, seed, options.Starts, options.KMeans), [.. gaps], [.. errors]);
    }

    private static int Count(
        KeyOrder sample, int most, ulong seed, GapOptions options, List<double> gaps, List<double> errors)
    {
        var box = PrincipalBox.Of(sample);
        var numbers = Enumerable.Range(0, sample.Count).Select(i => (ulong)i).ToImmutableArray();
        var inertias = Inertias(sample.Table.ToMatrix(), sample.Width, sample.Keys);
        var references = Enumerable.Range(0, options.References)
            .Select(b => Inertias(
                box.Draw(sample.Count, KeyedDraws.Stream(seed, ReferencePurpose, b)), box.Width, numbers))
            .ToArray();
        for (var k = 1; k <= Math.Min(most, Math.Max(sample.Count - 1, 1)); k++)
        {
            if (inertias[k] == 0)
            {
                gaps.Add(double.PositiveInfinity);
                errors.Add(0);
                return k;
            }

            var logs = Array.ConvertAll(references, set => Math.Log(Math.Max(set[k], double.Epsilon)));
            var mean = logs.Average();
            gaps.Add(mean - Math.Log(inertias[k]));
            errors.Add(Math.Sqrt(logs.Average(log => (log - mean) * (log - mean)) * (1 + (1.0 / logs.Length))));
        }

        var largest = gaps.IndexOf(gaps.Max());
        return 1 + gaps.FindIndex(gap => gap >= gaps[largest] - errors[largest]);
    }

    // Sum of squares within k clusters of Ward's tree, at place k.
    private static double[] Inertias(ReadOnlyMemory<float> rows, int width, ImmutableArray<ulong> keys)
    {
        var inertias = new double[keys.Length + 1];
        var merges = Agglomerative.Fit(rows, width, keys, Linkage.Ward).Merges;
        for (var made = 1; made <= merges.Length; made++)
        {
            var height = merges[made - 1].Height;
            inertias[keys.Length - made] = inertias[keys.Length - made + 1] + (0.5 * height * height);
        }

        return inertias;
    }
}
