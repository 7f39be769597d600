namespace ActiveSeg.Domain.Projects;

/// <summary>How a project's model is retrained after a round.</summary>
/// <param name="MaxSteps">Optimiser steps at most. Range: 1 to 1,000,000. Default: 1,500.</param>
/// <param name="Threads">libtorch threads on the CPU. Range: 1 to 256. Default: 2.</param>
/// <param name="WarmStart">Whether training starts from the promoted model's weights, where no patients are held out. Default: true.</param>
/// <param name="Seed">Seed of the weights, batches and augmentation.</param>
/// <param name="Members">Networks of an ensemble, each holding out other patients from two on. Range: 1 to 16. Default: 1.</param>
/// <param name="MirrorLeftRight">Whether left and right may be exchanged: only for structures whose labels do not tell them apart. Default: false.</param>
/// <param name="SoftLabels">Whether training aims at the mean of a scan's reads instead of its reference. Default: false.</param>
/// <param name="DropoutPasses">Passes with channels dropped at random over every scan that is described. Range: 0 to 64. Default: none, which means 3 where the
/// project's policy needs several passes, else 0.</param>
[GenerateSerializer, Immutable, Alias("activeseg.training-settings")]
public sealed record TrainingSettings(
    [property: Id(0)] int MaxSteps = 1500,
    [property: Id(1)] int Threads = 2,
    [property: Id(2)] bool WarmStart = true,
    [property: Id(3)] long Seed = 1,
    [property: Id(4)] int Members = 1,
    [property: Id(5)] bool MirrorLeftRight = false,
    [property: Id(6)] bool SoftLabels = false,
    [property: Id(7)] int? DropoutPasses = null);
