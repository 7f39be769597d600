using ActiveSeg.Planning.Statistics.Decisions;
using ActiveSeg.Planning.Statistics.Summaries;

namespace ActiveSeg.Planning.Statistics.Comparisons;

/// <summary>What is compared and how, fixed before the values are seen.</summary>
/// <param name="Baseline">Policy that all others are compared with; best a stratified or foreground-aware random one.</param>
public sealed record ComparisonPlan(string Baseline)
{
    /// <summary>Value with all labels. Default: not measured; then no labels to a target and no saturation rule.</summary>
    public double? FullValue { get; init; }

    /// <summary>Share of the full value that is the target. Default: .95.</summary>
    public double TargetShare { get; init; } = 0.95;

    /// <summary>Budgets at which every policy's mean has this share of the full value are left out of AULC, tests and
    /// penalties; the final value and the labels to the target use all budgets. Default: .99.</summary>
    public double SaturationShare { get; init; } = 0.99;

    /// <summary>Axis of the area under the curve. Default: logarithmic.</summary>
    public BudgetAxis Axis { get; init; } = BudgetAxis.Logarithmic;

    /// <summary>Test to be claimed. Default: permutation of signs.</summary>
    public PrimaryTest PrimaryTest { get; init; } = PrimaryTest.SignFlip;

    /// <summary>Loss of AULC that would not matter; also the region of practical equivalence. Default: .005.</summary>
    public double Margin { get; init; } = 0.005;

    /// <summary>Nominal coverage of intervals. Default: .95.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Level of each test in the penalty matrix. Default: .05.</summary>
    public double Significance { get; init; } = 0.05;

    /// <summary>Whether the penalty matrix leaves out the first budget, at which policies share their start. Default: no.</summary>
    public bool SkipsFirstBudget { get; init; }

    /// <summary>Fewest seeds at which intervals of means are bootstrapped; with fewer they are Student's, for a bootstrap of few values is too
    /// short. Default: 20.</summary>
    public int BootstrapFloor { get; init; } = SeedPlanner.HeadlineFloor;

    /// <summary>Bootstrap resamples. Default: 10,000.</summary>
    public int Resamples { get; init; } = 10_000;

    /// <summary>Of resamples and, beyond 32 seeds, of drawn signs. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;
}
