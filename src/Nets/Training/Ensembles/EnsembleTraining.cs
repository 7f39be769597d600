using System.Collections.Immutable;
using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Native;
using ActiveSeg.Nets.Training.Convergence;

namespace ActiveSeg.Nets.Training.Ensembles;

/// <summary>Trains one network, or several that differ by seed or by the fold held out, and learns from what was held out.</summary>
/// <remarks>With a checkpoint folder, members that are done are not trained again: the checkpoints at their ends go when all is done.</remarks>
internal static class EnsembleTraining
{
    /// <inheritdoc cref="Segmenter.Train" />
    public static TrainingOutcome Run(
        TrainingSet set, TrainingOptions options, StartingWeights? start, IProgress<TrainingProgress>? progress, CancellationToken token)
    {
        var outcomes = new List<TrainingOutcome>(options.Members);
        var heldOut = new List<(TrainedWeights Weights, ImmutableArray<TrainingCase> Cases)>();
        for (var member = 0; member < options.Members; member++)
        {
            var split = options.HoldOutFolds
                ? TrainingSplit.Fold(set.Cases, options.Members, member, options.Seed)
                : TrainingSplit.Of(set.Cases, options);
            var own = options with { Seed = options.Seed + member, CheckpointFolder = FolderOf(options, member) };
            (var outcome, set) = WithinMemory(set, smaller => Trainer.Run(smaller, split, own, start, progress, token));
            outcomes.Add(outcome);
            if (!split.Validation.IsEmpty)
            {
                heldOut.Add((outcome.Weights, split.Validation));
            }
        }

        var weights = outcomes.Count == 1 ? outcomes[0].Weights : TrainedWeights.Join([.. outcomes.Select(o => o.Weights)]);
        if (heldOut.Count > 0)
        {
            weights = weights.With(HeldOutRefinement.Fit(heldOut, options.Threads, options.Seed, token));
        }

        for (var member = 0; member < options.Members && options.CheckpointFolder is not null; member++)
        {
            TrainingCheckpoint.DeleteIn(FolderOf(options, member)!);
        }

        // The worst reason is the ensemble's: a member that did not end well spoils the mean.
        return outcomes.MaxBy(o => (int)o.Reason)! with
        {
            Weights = weights,
            Steps = outcomes.Sum(o => o.Steps),
            SkippedSteps = outcomes.Sum(o => o.SkippedSteps),
            FinalLoss = outcomes.Average(o => o.FinalLoss),
            Elapsed = TimeSpan.FromTicks(outcomes.Sum(o => o.Elapsed.Ticks)),
            HeldOut = [.. heldOut.SelectMany(h => h.Cases).Select(c => c.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        };
    }

    /// <summary>Trains with half the patches in a step as often as the device's memory is short, down to one.</summary>
    /// <returns>The outcome, and the set with the plan that fitted.</returns>
    private static (TrainingOutcome Outcome, TrainingSet Set) WithinMemory(TrainingSet set, Func<TrainingSet, TrainingOutcome> train)
    {
        while (true)
        {
            try
            {
                return (train(set), set);
            }
            catch (Exception shortage) when (set.Plan.TrainBatchSize > 1 && LibTorch.IsOutOfMemory(shortage))
            {
                set = set with { Plan = set.Plan with { TrainBatchSize = set.Plan.TrainBatchSize / 2 } };
            }
        }
    }

    private static string? FolderOf(TrainingOptions options, int member) => options.CheckpointFolder is null || options.Members == 1
        ? options.CheckpointFolder
        : Directory.CreateDirectory(Path.Combine(options.CheckpointFolder, $"member-{member}")).FullName;
}
