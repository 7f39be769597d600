namespace ActiveSeg.Lab.Results;

/// <summary>One value of one model: a row of the tidy table.</summary>
/// <param name="Policy">Name of the strategy that chose the labelled scans.</param>
/// <param name="Seed">Seed of the cell: start set, weights, augmentation and draws.</param>
/// <param name="Round">0 for the start set, then one more for every batch.</param>
/// <param name="Labelled">Scans that the model was trained on.</param>
/// <param name="LabelledVoxels">Voxels of structures in their masks.</param>
/// <param name="Minutes">Expert minutes spent on them, as the options estimate it.</param>
/// <param name="Metric">"dice" and the like.</param>
/// <param name="Structure">A structure, or "mean" over structures.</param>
/// <param name="Level">"test" for the mean over test scans, "scan:ID" for one, "stratum:NAME=VALUE" for the mean of a stratum.</param>
/// <param name="Value">Finite.</param>
public sealed record MetricRow(
    string Policy,
    int Seed,
    int Round,
    int Labelled,
    long LabelledVoxels,
    double Minutes,
    string Metric,
    string Structure,
    string Level,
    double Value)
{
    /// <summary>Mean over the test scans.</summary>
    public const string TestLevel = "test";

    /// <summary>Mean over structures.</summary>
    public const string MeanStructure = "mean";
}
