using ActiveSeg.Nets.Calibration;

namespace ActiveSeg.Nets.Tests.Calibration;

public sealed class VoxelSampleTests
{
    [Fact]
    public void Draw_RegionAndBound_DrawsOnlyFromTheRegionAndNoneTwice()
    {
        var region = new bool[10];
        (region[1], region[4], region[8]) = (true, true, true);
        var sample = new VoxelSample(2);

        sample.Draw(Graded(10), new byte[10], region, 100, 1);

        Assert.Equal([0.1f, 0.4f, 0.8f], Enumerable.Range(0, 3).Select(v => sample.Probability(v, 1)));
        Assert.Equal(3, sample.Count);
    }

    [Fact]
    public void Draw_ManySeeds_DrawsEveryVoxelEquallyOften()
    {
        var hits = new int[10];
        for (var seed = 0; seed < 4_000; seed++)
        {
            var sample = new VoxelSample(2);
            sample.Draw(Graded(10), new byte[10], [], 3, seed);
            for (var v = 0; v < sample.Count; v++)
            {
                hits[(int)Math.Round(sample.Probability(v, 1) * 10)]++;
            }
        }

        Assert.Equal(12_000, hits.Sum());
        Assert.All(hits, h => Assert.InRange(h, 1_050, 1_350));
    }

    [Fact]
    public void Draw_SameSeed_DrawsTheSame()
    {
        var (a, b) = (new VoxelSample(2), new VoxelSample(2));

        a.Draw(Graded(100), new byte[100], [], 7, 3);
        b.Draw(Graded(100), new byte[100], [], 7, 3);

        Assert.Equal(Enumerable.Range(0, 7).Select(v => a.Probability(v, 0)), Enumerable.Range(0, 7).Select(v => b.Probability(v, 0)));
    }

    [Fact]
    public void Draw_BadInput_IsRefusedAndNothingIsKept()
    {
        var sample = new VoxelSample(2);

        Assert.Throws<ArgumentException>(() => sample.Draw([0.5f, float.NaN], [0], [], 1, 0));
        Assert.Throws<ArgumentException>(() => sample.Draw([0.5f, 0.5f], [2], [], 1, 0));
        Assert.Throws<ArgumentException>(() => sample.Draw([0.5f], [0], [], 1, 0));
        Assert.Throws<ArgumentException>(() => sample.Draw([0.5f, 0.5f], [0], [true, true], 1, 0));
        Assert.Equal(0, sample.Count);
    }

    private static float[] Graded(int voxels) =>
        [.. Enumerable.Range(0, voxels).Select(v => 1 - (v / (float)voxels)), .. Enumerable.Range(0, voxels).Select(v => v / (float)voxels)];
}
