using System.Collections.Immutable;
using ActiveSeg.Protocol.V1;

namespace ActiveSeg.Cli.Demo;

/// <summary>One round as the demonstration saw it.</summary>
/// <param name="Round">The round at its end.</param>
/// <param name="Labelled">Labelled scans after it.</param>
/// <param name="Model">The model trained in it; absent when there is none.</param>
/// <param name="Agreement">Structure label to mean pairwise Dice of the raters over this round's scans.</param>
/// <param name="SelectionSeconds">From the start of the round until reads could be leased.</param>
/// <param name="LabellingSeconds">Until the last read was in.</param>
/// <param name="TrainingSeconds">Until the round was over.</param>
internal sealed record DemoRound(
    Round Round,
    int Labelled,
    Model? Model,
    ImmutableSortedDictionary<int, double> Agreement,
    double SelectionSeconds,
    double LabellingSeconds,
    double TrainingSeconds)
{
    /// <summary>Probability with which the arm was drawn; 1 for a fixed policy.</summary>
    public double ArmProbability => Round.Arms.FirstOrDefault(arm => arm.Arm_ == Round.Arm)?.Probability ?? 1;
}
