using ActiveSeg.Nets.Networks;
using ActiveSeg.Nets.Training;
using ActiveSeg.Nets.Training.Patches;
using TorchSharp;
using static TorchSharp.torch;

namespace ActiveSeg.Learner.Bench.Speed;

/// <summary>A training step and an inference as trainer and scorer do them, on one fixed batch.</summary>
/// <remarks>The trainer fills its patches on another thread meanwhile; that is left out here, as it is for the peer.</remarks>
internal sealed class OurNet : IDisposable
{
    private static readonly TrainingOptions Options = new();
    private readonly SpeedCase _case;
    private readonly float[] _input;
    private readonly float[] _target;
    private readonly NetworkState _net;
    private readonly Optimiser _optimiser;
    private FoldedUNet _folded;
    private int _step;

    public OurNet(SpeedCase what, float[] input, float[] target)
    {
        (_case, _input, _target) = (what, input, target);
        _net = new NetworkState(Layout, withGradient: true);
        _net.Initialise(1);
        _optimiser = new Optimiser(_net);
        _folded = new FoldedUNet(_net, halfPrecision: false);
    }

    public NetworkState State => _net;

    private NetLayout Layout => new(_case.Plan, _case.Classes);

    /// <summary>One step. Returns the loss.</summary>
    public double Train()
    {
        using var scope = NewDisposeScope();
        var x = Batch();
        var shares = PatchTargets.ToTensor(_target, _case.Plan, _case.Classes);
        _net.Gradient!.zero_();
        var logits = UNet.Train(_net, x, ScalarType.Float32);
        using var result = SegmentationLoss.Of(logits, shares, Options.BoundaryWeight);
        result.backward();
        var loss = result.ToDouble();
        _optimiser.Apply(_step++, Options.LearningRate, Options.GradientNorm, Options.WeightDecay);
        return loss;
    }

    /// <summary>Folds what is trained into the network that scores.</summary>
    public void Fold()
    {
        _folded.Dispose();
        _folded = new FoldedUNet(_net, halfPrecision: false);
    }

    /// <summary>Probabilities of the batch, in memory order <c>[n, …, classes]</c>.</summary>
    public float[] Infer()
    {
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        var probabilities = _folded.Run(Batch()).Probabilities;
        var last = probabilities.dim() == 5 ? probabilities.permute(0, 2, 3, 4, 1) : probabilities.permute(0, 2, 3, 1);
        return last.contiguous().data<float>().ToArray();
    }

    public void Dispose()
    {
        _folded.Dispose();
        _optimiser.Dispose();
        _net.Dispose();
    }

    private Tensor Batch() => SpatialOperations.Input(
        _input, _case.Plan, _case.Plan.TrainBatchSize, _case.Plan.PatchSlices, _case.Plan.PatchRows, _case.Plan.PatchColumns);
}
