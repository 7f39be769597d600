using ActiveSeg.Nets.Checkpoints;

namespace ActiveSeg.Nets.Tests.Training;

public sealed class HalfPrecisionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Train_HalfPrecision_LearnsAsWellAndItsWeightsAreOfFullPrecision()
    {
        var (volume, labels) = TestScans.Make(24);

        var whole = Train(half: false);
        var half = Train(half: true);

        Assert.InRange(whole.Dice, 0.85, 1);
        Assert.InRange(half.Dice, whole.Dice - 0.03, 1);
        Assert.NotEqual(whole.Weights.Sha256, half.Weights.Sha256);
        Assert.Contains(half.Parameters, value => BitConverter.SingleToInt32Bits(value) << 16 != 0);

        (TrainedWeights Weights, float[] Parameters, double Dice) Train(bool half)
        {
            var outcome = Segmenter.Train(TestScans.Cases(4), TestScans.Structures, TestScans.Options with { HalfPrecision = half }, null, null, Token);
            using var segmenter = new Segmenter(outcome.Weights, TestScans.Scoring);
            var found = segmenter.Score("unseen", volume, Token).Prediction;
            var dice = (TestScans.Dice(found, labels, 1) + TestScans.Dice(found, labels, 4)) / 2;
            return (outcome.Weights, [.. outcome.Weights.Arrays.SelectMany(array => array.Values)], dice);
        }
    }
}
