using System.Diagnostics;
using ActiveSeg.Nets.Networks;
using ActiveSeg.Nets.Plans;

namespace ActiveSeg.Nets.Checkpoints;

/// <summary>Weights that a training goes on from: of a segmentation, or of scans without labels.</summary>
public abstract record StartingWeights
{
    private StartingWeights()
    {
    }

    /// <summary>The plan that the training keeps.</summary>
    internal NetPlan Plan => this switch
    {
        Trained t => t.Weights.Plan,
        Pretrained p => p.Weights.Plan,
        _ => throw new UnreachableException(),
    };

    internal string Sha256 => this switch
    {
        Trained t => t.Weights.Sha256,
        Pretrained p => p.Weights.Sha256,
        _ => throw new UnreachableException(),
    };

    /// <summary>Weights of a segmentation are a start.</summary>
    public static implicit operator StartingWeights?(TrainedWeights? weights) => weights is null ? null : new Trained(weights);

    /// <summary>Weights of a pre-training are a start.</summary>
    public static implicit operator StartingWeights?(PretrainedWeights? weights) => weights is null ? null : new Pretrained(weights);

    /// <summary>A network to train. The caller disposes of it.</summary>
    internal NetworkState ToNetwork(StructureSchema structures, int seed) => this switch
    {
        Trained t => t.Weights.ToNetwork(withGradient: true),
        Pretrained p => p.Weights.ToNetwork(TrainedWeights.LayoutOf(p.Weights.Plan, structures), seed, withGradient: true),
        _ => throw new UnreachableException(),
    };

    /// <summary>A segmentation of the same structures; the training is shorter and at a lower rate.</summary>
    /// <param name="Weights">What to go on from.</param>
    public sealed record Trained(TrainedWeights Weights) : StartingWeights;

    /// <summary>Everything but the heads, which are fresh; length and rate are those of a fresh network.</summary>
    /// <param name="Weights">What to go on from.</param>
    public sealed record Pretrained(PretrainedWeights Weights) : StartingWeights;
}
