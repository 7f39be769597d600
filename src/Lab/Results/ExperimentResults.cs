using System.Collections.Immutable;

namespace ActiveSeg.Lab.Results;

/// <summary>All that an experiment has found so far.</summary>
/// <param name="Manifest">What it is made of.</param>
/// <param name="Metrics">By policy, seed and round.</param>
/// <param name="Picks">By policy, seed, round and rank.</param>
/// <param name="Map">Scans of the pool; empty where there are no embeddings yet.</param>
/// <param name="Unfinished">Cells ("POLICY, seed S: round r of R") that have not reached their last round.</param>
public sealed record ExperimentResults(
    Manifest Manifest,
    ImmutableArray<MetricRow> Metrics,
    ImmutableArray<PickRow> Picks,
    ImmutableArray<MapPoint> Map,
    ImmutableArray<string> Unfinished)
{
    /// <summary>Strata of each locked test scan.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> TestStrata { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableSortedDictionary<string, string>>(StringComparer.Ordinal);

    /// <summary>Policy that the others are compared with; null leaves the choice to the report.</summary>
    public string? Baseline { get; init; }

    /// <summary>What differs for no reason of a policy; null where it was not measured.</summary>
    public NoiseFigures? Noise { get; init; }
}
