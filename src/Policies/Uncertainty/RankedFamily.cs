using System.Collections.Immutable;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Uncertainty;

/// <summary>The rankings of the catalogue.</summary>
internal static class RankedFamily
{
    /// <summary>Over the foreground: every signal ranked; entropy and BALD also drawn in three ways.</summary>
    public static ImmutableArray<IQueryStrategy> Plain { get; } = [.. Over(ScanAggregation.Foreground)];

    /// <summary>The same in every other aggregation, named <c>NAME@AGGREGATION</c>.</summary>
    public static ImmutableArray<IQueryStrategy> Variants { get; } =
        [.. Enum.GetValues<ScanAggregation>().Where(a => a != ScanAggregation.Foreground).SelectMany(Over)];

    private static IEnumerable<IQueryStrategy> Over(ScanAggregation aggregation) =>
        Enum.GetValues<UncertaintySignal>()
            .Select(signal => new RankedUncertainty(signal, aggregation))
            .Concat(
                from rule in new[] { SamplingRule.Power, SamplingRule.Softmax, SamplingRule.SoftRank }
                from signal in new[] { UncertaintySignal.Entropy, UncertaintySignal.MutualInformation }
                select new RankedUncertainty(signal, aggregation, rule));
}
