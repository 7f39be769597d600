using ActiveSeg.Policies.Baselines;
using ActiveSeg.Policies.Clustering;
using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Diversity;

/// <summary>Stratified random sampling with k-means clusters as strata: seats in proportion to cluster size, a uniform
/// draw inside each cluster.</summary>
/// <remarks>
/// <para><c>k = clamp(round(sqrt(n / 2)), 1, max(1, b / 2))</c>: about two seats a cluster; the rule is ours.</para>
/// <para>Range: propensities as in stratified random sampling, given the seats.</para>
/// <para>Cost: O(n k d) a k-means pass; one copy of the rows.</para>
/// <para>Source: the cold start of Levy et al., arXiv 2601.18532 (2026), with our rule for k.</para>
/// </remarks>
public sealed class ProportionalClusters : IQueryStrategy
{
    private const ulong Purpose = 0x50434C55;

    /// <inheritdoc />
    public string Name => "kmeans-proportional";

    /// <inheritdoc />
    public SignalNeeds Needs => SignalNeeds.EmbeddingsOnly;

    /// <inheritdoc />
    public Batch Select(PoolColumns pool, SelectionRequest request)
    {
        var open = new OpenScans(pool, request);
        Needs.Demand(pool, Name);
        if (open.Count == 0 || request.BatchSize == 0)
        {
            return new Batch(Name, []);
        }

        var rows = KeyedRows.Of(pool, open.Listed(), withLabelled: false);
        var wanted = Math.Clamp((int)Math.Round(Math.Sqrt(rows.Count / 2.0)), 1, Math.Max(1, request.BatchSize / 2));
        var fit = KMeans.Fit(
            rows.Table, rows.Keys.AsSpan(), wanted, KeyedDraws.Stream(request.Seed, Purpose, request.Round));
        var groups = new int[pool.Count];
        var sizes = new double[fit.Clusters];
        for (var row = 0; row < rows.Count; row++)
        {
            groups[rows.Scans[row]] = fit.Assignments[row];
            sizes[fit.Assignments[row]]++;
        }

        var names = sizes.Select((size, c) => $"cluster {c + 1} of {fit.Clusters} ({size:0} scans)");
        return new Batch(Name, GroupedDraws.Fill(pool, request, open, groups, [.. names], sizes));
    }
}
