using ActiveSeg.Protocol.V1;
using ActiveSeg.Trainer.Scans;

namespace ActiveSeg.Trainer.Tests.Scans;

public sealed class AccuracyMapTests
{
    private static readonly Structure[] Structures = [new() { Label = 1, Name = "a" }, new() { Label = 2, Name = "b" }];

    [Fact]
    public void Means_DistanceUndefinedSomewhere_IsTheMeanOverTheRest()
    {
        ScanScore[] scans =
        [
            Scan(new StructureScore { Label = 1, Dice = 0.5, Hd95Mm = 4, AssdMm = 1, AreaErrorMm2 = 10 }, new StructureScore { Label = 2, Dice = 0 }),
            Scan(new StructureScore { Label = 1, Dice = 0, AreaErrorMm2 = 30 }, new StructureScore { Label = 2, Dice = 0 }),
        ];

        var means = AccuracyMap.Means(scans, Structures).ToList();

        Assert.Equal((0.25, 4, 1, 20), (means[0].Dice, means[0].Hd95Mm, means[0].AssdMm, means[0].AreaErrorMm2));
        Assert.False(means[1].HasHd95Mm || means[1].HasAssdMm);
    }

    [Fact]
    public void Means_NoScans_AreNone() => Assert.Empty(AccuracyMap.Means([], Structures));

    private static ScanScore Scan(params StructureScore[] scores)
    {
        var scan = new ScanScore { Scan = "s" };
        scan.Scores.Add(scores);
        return scan;
    }
}
