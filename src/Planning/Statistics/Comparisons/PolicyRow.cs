using System.Collections.Immutable;
using ActiveSeg.Planning.Statistics.Resampling;
using ActiveSeg.Planning.Statistics.Strata;
using ActiveSeg.Planning.Statistics.Summaries;

namespace ActiveSeg.Planning.Statistics.Comparisons;

/// <summary>One policy's line of the table.</summary>
/// <param name="Policy">Name.</param>
/// <param name="MeanCurve">Mean over seeds, at all budgets.</param>
/// <param name="AulcBySeed">In the order of the seeds.</param>
/// <param name="Aulc">Mean over seeds, with its interval: BCa, or Student's below the plan's floor.</param>
/// <param name="Final">Mean value at the largest budget, with such an interval.</param>
/// <param name="AverageRank">Of AULC over seeds, 1 being best; a description, since seeds are not datasets.</param>
/// <param name="Labels">Labels to the target on the mean curve; null without a full value.</param>
/// <param name="SeedsShortOfTarget">Seeds whose own curve does not reach the target; 0 without a full value.</param>
/// <param name="Disparity">Of the strata at the largest budget, means over seeds; null with fewer than two strata.</param>
/// <param name="AgainstBaseline">Null for the baseline itself.</param>
public sealed record PolicyRow(
    string Policy,
    BudgetCurve MeanCurve,
    ImmutableArray<double> AulcBySeed,
    Interval Aulc,
    Interval Final,
    double AverageRank,
    LabelsToTarget? Labels,
    int SeedsShortOfTarget,
    StratumDisparity? Disparity,
    BaselineComparison? AgainstBaseline);
