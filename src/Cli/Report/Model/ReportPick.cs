using System.Collections.Immutable;
using ActiveSeg.Cli.Report.Pictures;

namespace ActiveSeg.Cli.Report.Model;

/// <summary>One scan picked for a round.</summary>
/// <param name="Scan">The scan.</param>
/// <param name="Rank">From 1.</param>
/// <param name="Utility">The value it had when picked.</param>
/// <param name="Propensity">Probability of this pick given the earlier ones; absent where the strategy is deterministic.</param>
/// <param name="Reason">Why, in one sentence.</param>
/// <param name="Strata">Stratum to value.</param>
/// <param name="Agreement">Structure label to mean pairwise Dice of its reads.</param>
/// <param name="Picture">One slice with the consensus; absent where there is none.</param>
internal sealed record ReportPick(
    string Scan,
    int Rank,
    double Utility,
    double? Propensity,
    string Reason,
    ImmutableSortedDictionary<string, string> Strata,
    ImmutableSortedDictionary<int, double> Agreement,
    SlicePicture? Picture);
