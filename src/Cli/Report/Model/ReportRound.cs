using System.Collections.Immutable;

namespace ActiveSeg.Cli.Report.Model;

/// <summary>One round.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Policy">"agent", or the fixed strategy.</param>
/// <param name="Arm">The strategy that composed the batch.</param>
/// <param name="Reason">Why this arm.</param>
/// <param name="Arms">All arms with their probabilities.</param>
/// <param name="Picks">The batch in rank order.</param>
/// <param name="Labelled">Labelled scans after the round.</param>
/// <param name="Reads">Reads accepted.</param>
/// <param name="Model">The model trained in it; 0 for none.</param>
/// <param name="IsPromoted">Whether that model was promoted.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Reward">Label-efficiency told to the agent; absent where none could be computed.</param>
/// <param name="Agreement">Structure label to mean pairwise Dice of the raters.</param>
/// <param name="Seconds">How long selection, labelling and training took.</param>
internal sealed record ReportRound(
    int Number,
    string Policy,
    string Arm,
    string Reason,
    ImmutableArray<ReportArm> Arms,
    ImmutableArray<ReportPick> Picks,
    int Labelled,
    int Reads,
    int Model,
    bool IsPromoted,
    string Outcome,
    double? Reward,
    ImmutableSortedDictionary<int, double> Agreement,
    RoundSeconds Seconds)
{
    /// <summary>Probability with which the arm was drawn; 1 for a fixed policy.</summary>
    public double ArmProbability => Arms.FirstOrDefault(arm => arm.Name == Arm)?.Probability ?? 1;
}
