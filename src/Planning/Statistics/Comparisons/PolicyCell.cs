using System.Collections.Immutable;

namespace ActiveSeg.Planning.Statistics.Comparisons;

/// <summary>One measured value of one run.</summary>
/// <param name="Policy">Name.</param>
/// <param name="Seed">Fixes start set, initial weights and floor picks: policies with the same seed are a pair.</param>
/// <param name="Budget">Labelled scans, or expert minutes, the same for all policies. Range: above 0.</param>
/// <param name="Value">Such as mean Dice on the test scans; higher is better.</param>
public sealed record PolicyCell(string Policy, long Seed, double Budget, double Value)
{
    /// <summary>The value by stratum. Default: none; where one cell has strata, every cell has the same.</summary>
    public ImmutableSortedDictionary<string, double> Strata { get; init; } =
        ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);
}
