using ActiveSeg.Nets.Plans;

namespace ActiveSeg.Nets.Training;

/// <summary>How a network is trained.</summary>
/// <remarks>Deterministic: equal cases, options, threads and start give bit-identical weights, unless a wall-time cap or a
/// cancellation ended the training.</remarks>
public sealed record TrainingOptions
{
    /// <summary>Limits of the plan; unused when training starts from weights, whose plan is kept. Default: see <see cref="PlanOptions"/>.</summary>
    public PlanOptions Plan { get; init; } = new();

    /// <summary>Most steps taken. Default: none, <see cref="TrainingSteps.Suggested"/>.</summary>
    public int? MaxSteps { get; init; }

    /// <summary>Seed of fresh weights, patches and augmentation. Default: 0.</summary>
    public int Seed { get; init; }

    /// <summary>Threads of tensor operations. Default: 2.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>Whether maps and working copies of kernels are bfloat16; weights, norms, loss and optimiser stay float32. Faster
    /// only where the processor has it. Default: false.</summary>
    public bool HalfPrecision { get; init; }

    /// <summary>Time after which the learning rate starts to fall, at two thirds, and training ends. Makes weights depend on speed. Default: none.</summary>
    public TimeSpan? WallTimeCap { get; init; }

    /// <summary>Highest learning rate from fresh weights. Default: 0.002.</summary>
    public double LearningRate { get; init; } = 2e-3;

    /// <summary>Highest learning rate from given weights. Default: 0.001.</summary>
    public double WarmStartLearningRate { get; init; } = 1e-3;

    /// <summary>Share of the steps during which the learning rate falls along a cosine, at the end. Range: 0 to 1. Default: 0.6.</summary>
    public double DecayShare { get; init; } = 0.6;

    /// <summary>Decoupled weight decay of kernels and gains alike. Default: 0.0001.</summary>
    public double WeightDecay { get; init; } = 1e-4;

    /// <summary>Largest gradient norm; longer gradients are shortened to it. Default: 5.</summary>
    public double GradientNorm { get; init; } = 5;

    /// <summary>Share of patches centred near a voxel of a structure, structures drawn alike. Default: 0.5.</summary>
    public double ForegroundShare { get; init; } = 0.5;

    /// <summary>Relative fall of the smoothed loss over a window of an eighth of the steps below which it counts as flat, and the
    /// decay starts early. 0 switches the rule off. Default: 0.02.</summary>
    public double ConvergenceTolerance { get; init; } = 0.02;

    /// <summary>Changes of patches. Default: see <see cref="Training.Augmentation"/>.</summary>
    public Augmentation Augmentation { get; init; } = new();

    /// <summary>Weight of an extra cross-entropy over voxels at borders. Range: 0 or more. Default: 0.</summary>
    public double BoundaryWeight { get; init; }

    /// <summary>Share of scans held out to judge convergence by the averaged weights' loss on them; whole groups, at least one scan. 0: none
    /// is held out, and the training loss is judged. Range: 0 to 0.5. Default: 0.</summary>
    public double ValidationShare { get; init; }

    /// <summary>Networks to train, whose probabilities are averaged. Range: 1 to 64. Default: 1.</summary>
    public int Members { get; init; } = 1;

    /// <summary>Whether each network holds out another of <see cref="Members"/> folds of patients, instead of only starting from another seed.
    /// Default: false.</summary>
    public bool HoldOutFolds { get; init; }

    /// <summary>Folder of the checkpoint; training resumes from it when it belongs to the same training. Default: none.</summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>Steps between checkpoints. Default: 100.</summary>
    public int CheckpointEverySteps { get; init; } = 100;

    /// <summary>Checks the numbers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is out of range.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxSteps ?? 1, 1, nameof(MaxSteps));
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1, nameof(Threads));
        ArgumentOutOfRangeException.ThrowIfLessThan(CheckpointEverySteps, 1, nameof(CheckpointEverySteps));
        foreach (var rate in (double[])[LearningRate, WarmStartLearningRate, GradientNorm])
        {
            if (!(rate > 0 && double.IsFinite(rate)))
            {
                throw new ArgumentOutOfRangeException(nameof(LearningRate), rate, "rates and norms are finite and above 0");
            }
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(Members, HoldOutFolds ? 2 : 1, nameof(Members));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Members, 64, nameof(Members));
        if (!(BoundaryWeight >= 0 && double.IsFinite(BoundaryWeight)) || !(ValidationShare is >= 0 and <= 0.5))
        {
            throw new ArgumentOutOfRangeException(nameof(ValidationShare), "a weight is 0 or more, a validation share from 0 to 0.5");
        }

        foreach (var share in (double[])[DecayShare, ForegroundShare])
        {
            if (!(share is >= 0 and <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(DecayShare), share, "a share lies from 0 to 1");
            }
        }
    }
}
