using ActiveSeg.Nets.Checkpoints;

namespace ActiveSeg.Nets.Tests;

/// <summary>One small trained network, shared by the tests that only score.</summary>
public sealed class TrainedFixture
{
    public TrainedFixture() =>
        Weights = Segmenter.Train(TestScans.Cases(4), TestScans.Structures, TestScans.Options, null, null, CancellationToken.None).Weights;

    public TrainedWeights Weights { get; }
}
