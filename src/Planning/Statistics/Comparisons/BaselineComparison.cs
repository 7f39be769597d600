using System.Collections.Immutable;
using ActiveSeg.Planning.Statistics.Bayes;
using ActiveSeg.Planning.Statistics.Decisions;
using ActiveSeg.Planning.Statistics.Paired;
using ActiveSeg.Planning.Statistics.Resampling;
using ActiveSeg.Planning.Statistics.Summaries;

namespace ActiveSeg.Planning.Statistics.Comparisons;

/// <summary>A policy against the baseline, seed by seed.</summary>
/// <param name="Differences">AULC of the policy less that of the baseline, in the order of the seeds; rounded to 10 decimals, so that
/// equal areas tie.</param>
/// <param name="Difference">Their mean, with its interval: BCa, or Student's below the plan's floor.</param>
/// <param name="FinalDifference">Mean difference of the final values, with such an interval.</param>
/// <param name="SignFlip">Permutation test of the AULC differences.</param>
/// <param name="Wilcoxon">Signed-rank test of the AULC differences.</param>
/// <param name="T">Paired t test of the AULC differences.</param>
/// <param name="PValue">Raw, of the plan's primary test.</param>
/// <param name="HolmPValue">The same, adjusted over all policies that are compared with the baseline.</param>
/// <param name="Effect">Sizes of the AULC differences.</param>
/// <param name="NonInferiority">With the plan's margin.</param>
/// <param name="Equivalence">Posterior chances with the margin as region, by the Bayesian t test.</param>
/// <param name="LabelsRatio">Labels to the target over the baseline's, on the mean curves; null without a full value.</param>
/// <param name="LabelsRatioInterval">Ends of its bootstrap interval over seeds; an end is open (0 or infinite) where resamples are censored.</param>
/// <param name="SpeedUp">Times fewer labels to the baseline's final value, on the mean curves.</param>
public sealed record BaselineComparison(
    ImmutableArray<double> Differences,
    Interval Difference,
    Interval FinalDifference,
    TestOutcome SignFlip,
    TestOutcome Wilcoxon,
    TestOutcome T,
    double PValue,
    double HolmPValue,
    EffectSizes Effect,
    NonInferiorityOutcome NonInferiority,
    EquivalenceChances Equivalence,
    LabelRatio? LabelsRatio,
    LabelRatio? LabelsRatioInterval,
    LabelRatio SpeedUp);
