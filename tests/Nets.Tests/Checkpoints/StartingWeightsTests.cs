using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Tests.SelfSupervision;

namespace ActiveSeg.Nets.Tests.Checkpoints;

public sealed class StartingWeightsTests(PretrainedFixture pretrained)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Train_FromPretrained_StartsWithItsNumbersAndFreshHeads()
    {
        var options = TestScans.Options with { MaxSteps = 1, LearningRate = 1e-9, Seed = 11 };

        var (first, other) = (Train(options), Train(options with { Seed = 12 }));

        var kernels = first.Arrays.Where(a => a.Name.EndsWith("weight", StringComparison.Ordinal)).ToDictionary(a => a.Name, a => a.Values);
        foreach (var given in pretrained.Weights.Arrays.Where(a => a.Name.EndsWith("weight", StringComparison.Ordinal)))
        {
            Assert.All(given.Values.Zip(kernels[given.Name]), p => Assert.Equal(p.First, p.Second, 1e-6f));
        }

        Assert.NotEqual(kernels["head.weight"], other.Arrays.Single(a => a.Name == "head.weight").Values);
        Assert.Equal(pretrained.Weights.Plan.SupervisedLevels, first.Plan.SupervisedLevels);
    }

    [Fact]
    public void Train_FromPretrainedTwice_GivesTheSameBytes()
    {
        var options = TestScans.Options with { MaxSteps = 3 };

        Assert.Equal(Train(options).Sha256, Train(options).Sha256);
    }

    private TrainedWeights Train(ActiveSeg.Nets.Training.TrainingOptions options) =>
        Segmenter.Train(TestScans.Cases(2), TestScans.Structures, options, pretrained.Weights, null, Token).Weights;
}
