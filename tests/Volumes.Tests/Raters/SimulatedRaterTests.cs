using ActiveSeg.Volumes.Grids;
using ActiveSeg.Volumes.Phantoms;
using ActiveSeg.Volumes.Raters;

namespace ActiveSeg.Volumes.Tests.Raters;

public sealed class SimulatedRaterTests
{
    private static readonly LabelMap Phantom = new PhantomCohort(2, 10).Generate(0).Reference;
    private static readonly LabelMap Ball = MakeBall(new GridSize(80, 80, 12), new VectorMm(.5, .5, 4), 15);

    [Fact]
    public void Read_SameRaterScanAndRead_GivesTheSame()
    {
        var first = new SimulatedRater(9, RaterProfile.Panel[3]).Read(Phantom, "scan-1", 1);
        var again = new SimulatedRater(9, RaterProfile.Panel[3]).Read(Phantom, "scan-1", 1);

        Assert.Equal(first.Labels, again.Labels);
    }

    [Theory]
    [InlineData(10, "scan-1", 0)]
    [InlineData(9, "scan-2", 0)]
    [InlineData(9, "scan-1", 1)]
    public void Read_OtherRaterScanOrRead_Differs(int seed, string scan, int read)
    {
        var one = new SimulatedRater(9, RaterProfile.Panel[0]).Read(Phantom, "scan-1", 0);
        var other = new SimulatedRater((ulong)seed, RaterProfile.Panel[0]).Read(Phantom, scan, read);

        Assert.NotEqual(one.Labels, other.Labels);
    }

    [Fact]
    public void Read_NoBiasNoiseOrOmission_ReturnsTheReference()
    {
        var exact = new SimulatedRater(1, new RaterProfile("simulated-exact", 0, 0, ShiftMm: 0)).Read(Phantom, "scan");

        Assert.Equal(Phantom.Labels, exact.Labels);
        Assert.NotSame(Phantom.Labels, exact.Labels);
        Assert.Same(Phantom.Grid, exact.Grid);
    }

    [Theory]
    [InlineData(.6)]
    [InlineData(-.6)]
    public void Read_Bias_MovesTheContourByThatManyMm(double bias)
    {
        var profile = new RaterProfile("simulated", bias, .1, ShiftMm: 0);
        var radii = Enumerable.Range(0, 6)
            .Select(n => RadiusMm(new SimulatedRater((ulong)n, profile).Read(Ball, "ball"))).Average();

        Assert.Equal(bias, radii - RadiusMm(Ball), .15);
    }

    [Theory]
    [InlineData(.4)]
    [InlineData(1.0)]
    public void Read_Noise_DisplacesTheContourByThatManyMm(double noise)
    {
        var profile = new RaterProfile("simulated", 0, noise, 6, 0);
        var moved = Enumerable.Range(0, 8).Average(n =>
        {
            var read = new SimulatedRater((ulong)n, profile).Read(Ball, "ball").Labels;
            var flipped = read.Where((label, at) => label != Ball.Labels[at]).Count() * .25 / 12;
            return flipped / (2 * Math.PI * 15);
        });

        Assert.Equal(noise * .8, moved, noise * .2);
    }

    [Fact]
    public void Read_CoarseVoxels_ABiasBelowHalfAVoxelStillShowsInTheVolume()
    {
        var generous = new SimulatedRater(4, RaterProfile.Panel[1]);
        var tight = new SimulatedRater(5, RaterProfile.Panel[2]);
        foreach (var label in (byte[])[1, 2])
        {
            var reference = Phantom.Labels.Count(x => x == label);

            Assert.True(generous.Read(Phantom, "a").Labels.Count(x => x == label) > 1.02 * reference);
            Assert.True(tight.Read(Phantom, "a").Labels.Count(x => x == label) < .98 * reference);
        }
    }

    [Fact]
    public void Read_Panel_AgreesAboutAsPeopleDo()
    {
        var cohort = new PhantomCohort(6, 4);
        var (sum, pairs) = (new double[3], 0);
        for (var scan = 0; scan < 4; scan++)
        {
            var reference = cohort.Generate(scan).Reference;
            var reads = RaterProfile.Panel.Select((p, n) => new SimulatedRater((ulong)n, p).Read(reference, $"{scan}")).ToArray();
            for (var a = 0; a < 4; a++)
            {
                for (var b = a + 1; b < 4; b++)
                {
                    sum[1] += Dice(reads[a], reads[b], 1);
                    sum[2] += Dice(reads[a], reads[b], 2);
                    pairs++;
                }
            }
        }

        Assert.InRange(sum[1] / pairs, .87, .95);
        Assert.InRange(sum[2] / pairs, .82, .94);
    }

    [Fact]
    public void Read_MajorityOfThree_IsNearerTheReferenceThanItsReads()
    {
        var (single, joint) = (0.0, 0.0);
        var cohort = new PhantomCohort(6, 4);
        for (var scan = 0; scan < 4; scan++)
        {
            var reference = cohort.Generate(scan).Reference;
            var reads = RaterProfile.Panel.Take(3).Select((p, n) => new SimulatedRater((ulong)n, p).Read(reference, $"{scan}")).ToArray();
            foreach (var label in (byte[])[1, 2])
            {
                single += reads.Average(r => Dice(r, reference, label)) / 8;
                joint += Dice(Majority(reads), reference, label) / 8;
            }
        }

        Assert.True(joint > single + .015, $"{joint} against {single}");
    }

    [Fact]
    public void Read_SmallStructureOnOneMm_MajorityOfThreeStaysAboveNinetyThree()
    {
        var hippocampus = MakeTwoPartRod();
        var reads = RaterProfile.Panel.Take(3).Select((p, n) => new SimulatedRater((ulong)n, p).Read(hippocampus, "h")).ToArray();
        var joint = Majority(reads);

        Assert.True(Dice(joint, hippocampus, 1) >= .93, $"{Dice(joint, hippocampus, 1)}");
        Assert.True(Dice(joint, hippocampus, 2) >= .93, $"{Dice(joint, hippocampus, 2)}");
        Assert.All(reads, r => Assert.True(Dice(r, hippocampus, 1) < .99));
    }

    [Fact]
    public void Read_MissedSlices_LeavesOutTheEndsAndNothingElse()
    {
        var profile = new RaterProfile("simulated", 0, 0, ShiftMm: 0, MissedSliceRate: 1);
        var read = new SimulatedRater(1, profile).Read(Ball, "ball");
        var slice = Ball.Labels.Length / 12;

        Assert.DoesNotContain((byte)1, read.Labels[..slice]);
        Assert.DoesNotContain((byte)1, read.Labels[^slice..]);
        Assert.Equal(Ball.Labels[slice..^slice], read.Labels[slice..^slice]);
    }

    [Fact]
    public void Read_MissedParts_NeverLeavesOutTheMainPart()
    {
        var profile = new RaterProfile("simulated", 0, 0, ShiftMm: 0, MissedPartRate: 1);
        var read = new SimulatedRater(1, profile).Read(Phantom, "scan");

        Assert.Contains((byte)1, read.Labels);
        Assert.DoesNotContain((byte)2, read.Labels);
    }

    [Fact]
    public void Read_ThickAxisFirst_DrawsInTheOtherTwo()
    {
        var turned = MakeBall(new GridSize(60, 60, 60), new VectorMm(4, .6, .6), 12);
        var profile = new RaterProfile("simulated", 0, 0, ShiftMm: 0, MissedSliceRate: 1);
        var read = new SimulatedRater(1, profile).Read(turned, "t").Labels;

        var columns = Enumerable.Range(0, 60).Where(x => Enumerable.Range(0, 3_600).Any(n => read[x + (60 * n)] != 0)).ToArray();
        Assert.Equal(Enumerable.Range(1, 58), columns);
    }

    [Fact]
    public void Constructor_ProfileOutOfRange_Throws()
    {
        Assert.Throws<ArgumentException>(() => new SimulatedRater(1, new RaterProfile("x", double.NaN, 1)));
        Assert.Throws<ArgumentException>(() => new SimulatedRater(1, new RaterProfile("x", 0, -1)));
        Assert.Throws<ArgumentException>(() => new SimulatedRater(1, new RaterProfile("x", 0, 1, MissedSliceRate: 2)));
    }

    /// <summary>A cylinder along the thickest axis, through all slices.</summary>
    private static LabelMap MakeBall(GridSize size, VectorMm spacing, double radius)
    {
        var labels = new byte[size.Count];
        for (var k = 0; k < size.Z; k++)
        {
            for (var j = 0; j < size.Y; j++)
            {
                for (var i = 0; i < size.X; i++)
                {
                    var x = (i - ((size.X - 1) / 2.0)) * spacing.X * (spacing.X > spacing.Z ? 0 : 1);
                    var y = (j - ((size.Y - 1) / 2.0)) * spacing.Y;
                    var z = (k - ((size.Z - 1) / 2.0)) * spacing.Z * (spacing.X > spacing.Z ? 1 : 0);
                    labels[size.IndexOf(i, j, k)] = (x * x) + (y * y) + (z * z) < radius * radius ? (byte)1 : (byte)0;
                }
            }
        }

        return new LabelMap(Grid.Aligned(size, spacing), labels);
    }

    /// <summary>Head and tail of a bent rod about 9 mm thick on 1 mm voxels, as hippocampi are.</summary>
    private static LabelMap MakeTwoPartRod()
    {
        var size = new GridSize(35, 50, 35);
        var labels = new byte[size.Count];
        for (var k = 0; k < size.Z; k++)
        {
            for (var j = 5; j < 45; j++)
            {
                for (var i = 0; i < size.X; i++)
                {
                    var (x, z) = (i - 17 - (3 * Math.Sin(j / 9.0)), k - 17 - (3 * Math.Cos(j / 11.0)));
                    var thick = j < 25 ? 6 : 4.5;
                    if ((x * x) + (z * z * 1.6) < thick * thick)
                    {
                        labels[size.IndexOf(i, j, k)] = j < 25 ? (byte)1 : (byte)2;
                    }
                }
            }
        }

        return new LabelMap(Grid.Aligned(size, new VectorMm(1, 1, 1)), labels);
    }

    private static double RadiusMm(LabelMap ball)
    {
        var size = ball.Grid.Size;
        return Math.Sqrt(ball.Labels.Count(x => x != 0) * .25 / size.Z / Math.PI);
    }

    private static LabelMap Majority(LabelMap[] reads) => new(reads[0].Grid,
        [.. Enumerable.Range(0, reads[0].Labels.Length).Select(at =>
        {
            var (a, b, c) = (reads[0].Labels[at], reads[1].Labels[at], reads[2].Labels[at]);
            return a == b || a == c ? a : b == c ? b : (byte)0;
        })]);

    private static double Dice(LabelMap a, LabelMap b, byte label)
    {
        var (both, sum) = (0, 0);
        for (var n = 0; n < a.Labels.Length; n++)
        {
            both += a.Labels[n] == label && b.Labels[n] == label ? 1 : 0;
            sum += (a.Labels[n] == label ? 1 : 0) + (b.Labels[n] == label ? 1 : 0);
        }

        return 2.0 * both / sum;
    }
}
