using ActiveSeg.Volumes.Phantoms;
using ActiveSeg.Volumes.Phantoms.Equipment;

namespace ActiveSeg.Volumes.Tests.Phantoms;

public sealed class PhantomCohortTests
{
    private static readonly PhantomCohort Cohort = new(11, 35_000);

    [Fact]
    public void Generate_SameSeedAndIndex_GivesSameVoxels()
    {
        var first = new PhantomCohort(3, 10).Generate(4);
        var again = new PhantomCohort(3, 5_000).Generate(4);

        Assert.Equal(first.Image.Voxels, again.Image.Voxels);
        Assert.Equal(first.Reference.Labels, again.Reference.Labels);
    }

    [Fact]
    public void Generate_OtherSeedOrIndex_GivesOtherVoxels()
    {
        var scan = new PhantomCohort(3, 10).Generate(4);
        var otherSeed = new PhantomCohort(4, 10).Generate(4);
        var otherIndex = new PhantomCohort(3, 10).Generate(5);

        Assert.NotEqual(scan.Image.Voxels, otherSeed.Image.Voxels);
        Assert.NotEqual(scan.Image.Voxels, otherIndex.Image.Voxels);
    }

    [Fact]
    public void Describe_BackwardsAndAlone_EqualsEnumeration()
    {
        var forward = new PhantomCohort(5, 60).DescribeAll().ToArray();
        var backward = Enumerable.Range(0, 60).Reverse().Select(new PhantomCohort(5, 35_000).Describe).Reverse().ToArray();

        Assert.Equal(forward.Select(Text), backward.Select(Text));
    }

    [Fact]
    public void Describe_AnyOptions_SameAnatomyAndStrata()
    {
        var small = new PhantomCohort(5, 60).Describe(17);
        var axial = new PhantomCohort(5, 60, new(PhantomSize.Full, PhantomPlane.Axial)).Generate(17).Description;

        Assert.Equal(Text(small), Text(axial));
    }

    [Fact]
    public void DescribeAll_LargeCohort_FollowsTheDeclaredShares()
    {
        var all = Cohort.DescribeAll().ToArray();

        Assert.Equal(35_000, all.Select(d => d.ScanName).Distinct().Count());
        foreach (var scanner in PhantomScanner.All)
        {
            Assert.Equal(scanner.Share, all.Count(d => d.Scanner == scanner) / 35_000.0, .01);
        }

        foreach (var protocol in PhantomProtocol.All)
        {
            Assert.Equal(protocol.Share, all.Count(d => d.Protocol == protocol) / 35_000.0, .01);
        }

        foreach (var pathology in Enum.GetValues<PhantomPathology>())
        {
            Assert.InRange(all.Count(d => d.Pathology == pathology) / 35_000.0, .04, .5);
        }

        Assert.InRange(all.Count(d => d.AgeBand == "18-39") / 35_000.0, .1, .4);
        Assert.InRange(all.Count(d => d.AgeBand == "65-89") / 35_000.0, .15, .5);
    }

    [Fact]
    public void DescribeAll_EveryTenthScan_IsASecondScanOfTheSamePatient()
    {
        var all = Cohort.DescribeAll().Take(2_000).ToArray();
        var repeats = all.Where(d => d.SessionNumber == 2).ToArray();

        Assert.Equal(200, repeats.Length);
        foreach (var repeat in repeats)
        {
            var first = all[repeat.Index - 1];
            Assert.Equal(first.PatientName, repeat.PatientName);
            Assert.Equal(first.Body, repeat.Body);
            Assert.Equal(first.Levels, repeat.Levels);
            Assert.InRange(repeat.AgeYears - first.AgeYears, 1, 3);
            Assert.NotEqual(first.ScanSeed, repeat.ScanSeed);
        }

        Assert.Equal(1_800, all.Select(d => d.PatientName).Distinct().Count());
    }

    [Fact]
    public void Describe_StenosisGrades_MatchTheAreaClasses()
    {
        foreach (var level in Cohort.DescribeAll().Take(4_000).SelectMany(d => d.Levels))
        {
            var area = level.CanalAreaMm2;
            Assert.Equal(area > 130 ? 0 : area > 100 ? 1 : area > 75 ? 2 : 3, level.StenosisGrade);
        }
    }

    [Fact]
    public void Describe_HealthyL4L5_LiesNearPublishedControls()
    {
        var healthy = Cohort.DescribeAll().Take(8_000)
            .Where(d => d.Pathology == PhantomPathology.None).Select(d => d.Levels[4].CanalAreaMm2).ToArray();

        Assert.InRange(healthy.Average(), 150, 200);
    }

    [Fact]
    public void Describe_IndexOutside_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Cohort.Describe(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Cohort.Generate(35_000));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PhantomCohort(1, 0));
    }

    private static string Text(PhantomDescription d) =>
        $"{d with { Levels = [] }} {string.Join(' ', d.Levels)} {string.Join(' ', d.Strata)}";
}
