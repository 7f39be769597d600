using System.Diagnostics;

namespace ActiveSeg.Policies.Uncertainty;

/// <summary>Names of signals, aggregations and rules: in columns, in strategies and in reasons.</summary>
internal static class SignalNaming
{
    public static string Column(UncertaintySignal signal, ScanAggregation aggregation) =>
        $"{ColumnPart(signal)}_{NameOf(aggregation)}";

    /// <summary>As in <c>bald@window</c>; the foreground goes without saying.</summary>
    public static string Strategy(UncertaintySignal signal, ScanAggregation aggregation, SamplingRule rule)
    {
        var name = rule switch
        {
            SamplingRule.Top => StrategyPart(signal),
            SamplingRule.Power => $"power-{ShortPart(signal)}",
            SamplingRule.Softmax => $"softmax-{ShortPart(signal)}",
            SamplingRule.SoftRank => $"softrank-{ShortPart(signal)}",
            _ => throw new UnreachableException(),
        };
        return aggregation == ScanAggregation.Foreground ? name : $"{name}@{NameOf(aggregation)}";
    }

    public static string NameOf(ScanAggregation aggregation) => aggregation switch
    {
        ScanAggregation.Image => "image",
        ScanAggregation.Foreground => "foreground",
        ScanAggregation.Boundary => "boundary",
        ScanAggregation.Window => "window",
        ScanAggregation.Top => "top",
        ScanAggregation.Structures => "structures",
        ScanAggregation.Selective => "selective",
        _ => throw new UnreachableException(),
    };

    /// <summary>As in "foreground entropy 0.41 nats".</summary>
    public static string InWords(UncertaintySignal signal, ScanAggregation aggregation, double value) => signal switch
    {
        UncertaintySignal.Entropy => $"{NameOf(aggregation)} entropy {value:g3} nats",
        UncertaintySignal.ExpectedEntropy => $"{NameOf(aggregation)} expected entropy {value:g3} nats",
        UncertaintySignal.MutualInformation => $"{NameOf(aggregation)} mutual information {value:g3} nats",
        UncertaintySignal.Variance => $"{NameOf(aggregation)} variance {value:g3}",
        UncertaintySignal.Margin => $"{NameOf(aggregation)} margin uncertainty {value:g3}",
        UncertaintySignal.LeastConfidence => $"{NameOf(aggregation)} least confidence {value:g3}",
        _ => throw new UnreachableException(),
    };

    private static string ColumnPart(UncertaintySignal signal) => signal switch
    {
        UncertaintySignal.Entropy => "entropy",
        UncertaintySignal.ExpectedEntropy => "expected_entropy",
        UncertaintySignal.MutualInformation => "mutual_information",
        UncertaintySignal.Variance => "variance",
        UncertaintySignal.Margin => "margin",
        UncertaintySignal.LeastConfidence => "least_confidence",
        _ => throw new UnreachableException(),
    };

    private static string StrategyPart(UncertaintySignal signal) => signal switch
    {
        UncertaintySignal.Entropy => "predictive-entropy",
        UncertaintySignal.MutualInformation => "bald",
        _ => ColumnPart(signal).Replace('_', '-'),
    };

    private static string ShortPart(UncertaintySignal signal) =>
        signal == UncertaintySignal.Entropy ? "entropy" : StrategyPart(signal);
}
