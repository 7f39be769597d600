using ActiveSeg.Nets.Plans;
using ActiveSeg.Nets.Training;

namespace ActiveSeg.Nets.SelfSupervision;

/// <summary>How a network is trained on scans without labels.</summary>
/// <remarks>Deterministic: equal scans, options and threads give bit-identical weights, unless a cancellation ended the training.</remarks>
public sealed record PretrainingOptions
{
    /// <summary>Limits of the plan. Default: see <see cref="PlanOptions"/>.</summary>
    public PlanOptions Plan { get; init; } = new();

    /// <summary>Steps taken. Default: 600.</summary>
    public int Steps { get; init; } = 600;

    /// <summary>Seed of weights, patches, augmentation and masks. Default: 0.</summary>
    public int Seed { get; init; }

    /// <summary>Threads of tensor operations. Default: 2.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>Whether maps and working copies of kernels are bfloat16; see <see cref="TrainingOptions.HalfPrecision"/>. Default: false.</summary>
    public bool HalfPrecision { get; init; }

    /// <summary>Pairs of patches in a step, as far as patches of the plan's pixels a step can be made small enough. Range: at least 1. Default: 8.</summary>
    public int Pairs { get; init; } = 8;

    /// <summary>Largest share of a patch that is hidden; each patch draws its own from 0 to this. Range: 0 to 0.95. Default: 0.7.</summary>
    public double HiddenShare { get; init; } = 0.7;

    /// <summary>Edge of a hidden block, cut to half the patch. Units: voxels of the plan. Default: 8.</summary>
    public int HiddenBlock { get; init; } = 8;

    /// <summary>Weight of the reconstruction of hidden voxels. Range: 0 or more. Default: 1.</summary>
    public double ReconstructionWeight { get; init; } = 1;

    /// <summary>Weight of telling pairs from other scans' patches. Range: 0 or more; one weight is above 0. Default: 0.3.</summary>
    public double ContrastWeight { get; init; } = 0.3;

    /// <summary>Divisor of the likenesses between patches; smaller asks for more distance. Default: 0.2.</summary>
    public double Temperature { get; init; } = 0.2;

    /// <summary>Highest learning rate. Default: 0.002.</summary>
    public double LearningRate { get; init; } = 2e-3;

    /// <summary>Share of the steps during which the learning rate falls along a cosine, at the end. Range: 0 to 1. Default: 0.6.</summary>
    public double DecayShare { get; init; } = 0.6;

    /// <summary>Decoupled weight decay. Default: 0.0001.</summary>
    public double WeightDecay { get; init; } = 1e-4;

    /// <summary>Largest gradient norm; longer gradients are shortened to it. Default: 5.</summary>
    public double GradientNorm { get; init; } = 5;

    /// <summary>Changes of patches, drawn apart for both of a pair. Default: see <see cref="Training.Augmentation"/>.</summary>
    public Augmentation Augmentation { get; init; } = new();

    /// <summary>Folder of the checkpoint; the training resumes from it when it belongs to the same one. Default: none.</summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>Steps between checkpoints. Default: 100.</summary>
    public int CheckpointEverySteps { get; init; } = 100;

    /// <summary>Checks the numbers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is out of range.</exception>
    internal void Validate()
    {
        foreach (var count in (int[])[Steps, Threads, Pairs, HiddenBlock, CheckpointEverySteps])
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, nameof(Steps));
        }

        foreach (var number in (double[])[LearningRate, GradientNorm, Temperature, ReconstructionWeight + ContrastWeight])
        {
            if (!(number > 0 && double.IsFinite(number)))
            {
                throw new ArgumentOutOfRangeException(nameof(LearningRate), number, "rates, norms, temperatures and the sum of weights are finite and above 0");
            }
        }

        if (!(ReconstructionWeight >= 0 && ContrastWeight >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(ReconstructionWeight), "a weight is 0 or more");
        }

        if (!(HiddenShare is >= 0 and <= 0.95) || !(DecayShare is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(HiddenShare), HiddenShare, "a share lies from 0 to 1, the hidden one to 0.95");
        }
    }
}
