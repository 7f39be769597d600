namespace ActiveSeg.Domain.Projects;

/// <summary>How a project's model is retrained after a round.</summary>
/// <param name="MaxSteps">Optimiser steps at most. Range: 1 to 1,000,000. Default: 1,500.</param>
/// <param name="Threads">libtorch threads on the CPU. Range: 1 to 256. Default: 2.</param>
/// <param name="WarmStart">Whether training starts from the promoted model's weights. Default: true.</param>
/// <param name="Seed">Seed of the weights, batches and augmentation.</param>
[GenerateSerializer, Immutable, Alias("activeseg.training-settings")]
public sealed record TrainingSettings(
    [property: Id(0)] int MaxSteps = 1500,
    [property: Id(1)] int Threads = 2,
    [property: Id(2)] bool WarmStart = true,
    [property: Id(3)] long Seed = 1);
