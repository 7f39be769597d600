using ActiveSeg.Nets.Plans;
using ActiveSeg.Nets.Scoring;

namespace ActiveSeg.Nets.Tests.Scoring;

public sealed class PassesTests(TrainedFixture trained)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void PassesOf_MirrorsAndDropout_AreEveryCombinationOfEachMember()
    {
        var options = new ScoringOptions { Mirrors = [PatientAxis.LeftRight, PatientAxis.HeadFoot], DropoutPasses = 3 };

        var passes = options.PassesOf(trained.Weights.Plan, 2);

        Assert.Equal(2 * (4 + 3), passes.Length);
        Assert.Equal(passes.Length, passes.Distinct().Count());
        Assert.Equal(default, passes[0]);
        Assert.DoesNotContain(passes, p => p.MirrorColumns);
        Assert.Equal(4, passes.Count(p => p.MirrorSlices));
    }

    [Fact]
    public void Score_MirroredAcrossSlices_OfAMirroredScan_IsTheMirroredScore()
    {
        var (volume, _) = TestScans.Make(31);
        var (grid, voxels) = TestScans.Restored(volume.Grid, volume.Voxels, [0, 1, 2], [true, false, false]);
        var flipped = new Volumes.Grids.Volume(volume.Grid, voxels);
        using var segmenter = new Segmenter(trained.Weights, TestScans.Scoring with { Mirrors = [PatientAxis.LeftRight] });

        var (straight, mirrored) = (segmenter.Score("a", volume, Token), segmenter.Score("b", flipped, Token));

        Assert.Equal(TestScans.Restored(volume.Grid, straight.Prediction.Labels, [0, 1, 2], [true, false, false]).Voxels, mirrored.Prediction.Labels);
        Assert.Equal(2, straight.Uncertainty.Passes);
        Assert.NotEqual(grid, volume.Grid);
    }

    [Fact]
    public void Score_Dropout_DisagreesAndIsRepeatable()
    {
        var (volume, _) = TestScans.Make(32);
        using var segmenter = new Segmenter(trained.Weights, TestScans.Scoring with { DropoutPasses = 3, Dropout = 0.5 });

        var (first, second) = (segmenter.Score("a", volume, Token), segmenter.Score("a", volume, Token));

        Assert.Equal(first.ToNamed(), second.ToNamed());
        Assert.True(first.ToNamed()["mutual_information.foreground"] > 1e-4);
        Assert.True(first.Uncertainty.Committee.Mean > 0);
        Assert.Equal(4 * 3 / 2, first.Uncertainty.Structures[0].PassDice.Length);
    }

    [Fact]
    public void Score_Reference_TalliesConfidence()
    {
        var (volume, labels) = TestScans.Make(33);
        using var segmenter = new Segmenter(trained.Weights, TestScans.Scoring);

        var score = segmenter.Score("a", volume, labels, Token);

        Assert.InRange(score.Calibration!.Accuracy, 0.8, 1);
        Assert.InRange(score.Calibration.ExpectedCalibrationError, 0, 0.2);
        Assert.True(score.Calibration.Voxels >= labels.Labels.Count(l => l != 0));
        Assert.Null(segmenter.Score("a", volume, Token).Calibration);
    }

    [Fact]
    public void Score_Gradient_HasANumberForEachClassAndFeature()
    {
        var (volume, _) = TestScans.Make(34);
        using var segmenter = new Segmenter(trained.Weights, TestScans.Scoring);

        var gradient = segmenter.Score("a", volume, Token).Gradient;

        Assert.Equal(3 * trained.Weights.Plan.Widths[0], gradient.Length);
        var byFeature = gradient.Chunk(trained.Weights.Plan.Widths[0]).Aggregate((a, b) => [.. a.Zip(b, (x, y) => x + y)]);
        Assert.All(byFeature, sum => Assert.InRange(sum, -1e-4, 1e-4));
        Assert.Contains(gradient, g => Math.Abs(g) > 1e-4);
    }
}
