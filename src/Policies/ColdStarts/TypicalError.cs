using ActiveSeg.Policies.Clustering;
using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.ColdStarts;

/// <summary>A first batch of scans that are typical of their cluster and yet hard for a self-supervised encoder to restore.</summary>
/// <remarks>
/// <para>k-means with <c>k = b</c>, and one more for each scan already taken; a cluster gives the scan of greatest <c>typicality^(1 - w) * error^w</c>.</para>
/// <para>Units: utility is that product. Default: w = 0.5; the source derives w from the budget and the pool's geometry by a formula
/// that was not at hand.</para>
/// <para>Cost: that of k-means and O(s^2 d) for each cluster of s scans (s at most 2,048); one copy of the rows.</para>
/// <para>Source: after CSCS (2026); typicality as in Hacohen et al., ICML 2022.</para>
/// </remarks>
public sealed class TypicalError : IQueryStrategy
{
    private const ulong Purpose = 0x54455252;

    private readonly double _weight;

    /// <summary>Creates the strategy.</summary>
    /// <param name="weight">Weight of the error against the typicality. Range: [0, 1]. Default: 0.5.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is outside its range.</exception>
    public TypicalError(double weight = 0.5) =>
        _weight = weight is >= 0 and <= 1 ? weight : throw new ArgumentOutOfRangeException(nameof(weight), weight, "0 to 1");

    /// <inheritdoc />
    public string Name => "cold-typical-error";

    /// <inheritdoc />
    public SignalNeeds Needs => new(true, [ColumnNames.ReconstructionError]);

    /// <inheritdoc />
    public Batch Select(PoolColumns pool, SelectionRequest request)
    {
        var open = new OpenScans(pool, request);
        Needs.Demand(pool, Name);
        if (open.Count == 0 || request.BatchSize == 0)
        {
            return new Batch(Name, []);
        }

        var rows = KeyedRows.Of(pool, [.. open.Listed(), .. request.Taken], withLabelled: false);
        var errors = pool.Signals[ColumnNames.ReconstructionError];
        if (rows.Scans.Any(scan => errors[scan] < 0))
        {
            throw new ArgumentException($"'{ColumnNames.ReconstructionError}' is at least 0, and one is below", nameof(pool));
        }

        var seed = KeyedDraws.Stream(request.Seed, Purpose, request.Round);
        var fit = KMeans.Fit(rows.Table, rows.Keys.AsSpan(), request.Taken.Length + request.BatchSize, seed);
        var members = Enumerable.Range(0, fit.Clusters).Select(_ => new List<int>()).ToArray();
        for (var row = 0; row < rows.Count; row++)
        {
            members[fit.Assignments[row]].Add(row);
        }

        var worths = new double[rows.Count];
        foreach (var cluster in members)
        {
            foreach (var (row, typicality) in Typicality.Rank(rows, cluster, seed))
            {
                worths[row] = Math.Pow(typicality, 1 - _weight) * Math.Pow(errors[rows.Scans[row]], _weight);
            }
        }

        var groups = members
            .Where(cluster => cluster.Count > 0)
            .OrderByDescending(cluster => cluster.Count)
            .Select(cluster => (
                Open: cluster.Where(row => open.IsOpen(rows.Scans[row]))
                    .OrderByDescending(row => worths[row]).ThenBy(row => pool.StableKeys[rows.Scans[row]]).ToArray(),
                Taken: cluster.Count(row => !open.IsOpen(rows.Scans[row]))))
            .ToArray();
        return new Batch(Name, EvenTurns.Take([.. groups.Select(g => g.Open)], [.. groups.Select(g => g.Taken)], rows.Scans, open, request.BatchSize, (row, size) => new Pick(
            rows.Scans[row],
            worths[row],
            $"reconstruction error {errors[rows.Scans[row]]:g3} and typicality give {worths[row]:g3}, the most of those left in a cluster of {size} scans")));
    }
}
