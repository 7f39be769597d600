using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.SelfSupervision;

namespace ActiveSeg.Nets.Tests.SelfSupervision;

/// <summary>One small pre-trained network, shared by the tests that only use it.</summary>
public sealed class PretrainedFixture
{
    public PretrainedFixture() =>
        Weights = Pretraining.Run(Scans(4), Options with { Steps = 20 }, null, CancellationToken.None).Weights;

    public static PretrainingOptions Options { get; } = new()
    {
        Plan = TestScans.Options.Plan,
        Steps = 40,
        Seed = 3,
        Threads = 1,
        Pairs = 4,
        HiddenBlock = 4,
        LearningRate = 5e-3,
    };

    public PretrainedWeights Weights { get; }

    public static UnlabelledScan[] Scans(int count) =>
        [.. Enumerable.Range(0, count).Select(i => UnlabelledScan.Of($"scan-{i}", TestScans.Make(i).Volume))];
}
