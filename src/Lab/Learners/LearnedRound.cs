using System.Collections.Immutable;

namespace ActiveSeg.Lab.Learners;

/// <summary>What one training gave: accuracy on the test scans, and what strategies may see of the pool.</summary>
/// <param name="Steps">Optimiser steps, 0 for a closed form.</param>
/// <param name="Stopped">Why the training ended.</param>
/// <param name="TrainingSeconds">Wall time of the training.</param>
/// <param name="ScoringSeconds">Wall time of test and description.</param>
/// <param name="Test">By test scan and structure.</param>
/// <param name="Pool">Columns over all pool scans, labelled ones too; null where nothing was to be picked.</param>
internal sealed record LearnedRound(
    int Steps, string Stopped, double TrainingSeconds, double ScoringSeconds, ImmutableArray<TestScore> Test, PoolDescription? Pool);
