using System.Collections.Immutable;
using ActiveSeg.Cli.Report.Model;
using ActiveSeg.Cli.Report.Pictures;
using ActiveSeg.Volumes.Phantoms;

namespace ActiveSeg.Cli.Tests.Report;

/// <summary>A report of invented numbers; its title says so.</summary>
internal static class Synthetic
{
    public const string Title = "TEST DATA <invented> & \"quoted\"";

    private static readonly Lazy<ReportModel> Made = new(() => Make(3));

    public static ReportModel Report() => Made.Value;

    private static ReportModel Make(int rounds)
    {
        var cohort = new PhantomCohort(1, 24);
        ImmutableArray<ReportStructure> structures = [new(1, "central canal"), new(2, "neural foramina")];
        var versions = Enumerable.Range(1, rounds).Select(number => Version(number, cohort)).ToImmutableArray();
        return new ReportModel(
            Title,
            "test",
            new DateTimeOffset(2020, 2, 3, 4, 5, 6, TimeSpan.Zero),
            IsPhantom: true,
            IsSimulated: true,
            structures,
            [.. Enumerable.Range(1, rounds).Select(number => Round(number, cohort))],
            versions,
            [
                Shown("best", versions[^1].Scans[0], cohort), Shown("median", versions[^1].Scans[1], cohort),
                Shown("worst", versions[^1].Scans[2], cohort),
            ],
            [new ReportFact("data", "invented numbers"), new ReportFact("seed", "1")]);
    }

    private static ReportVersion Version(int number, PhantomCohort cohort)
    {
        var scans = Enumerable.Range(12, 9).Select(index => new ScanAccuracy(
            cohort.Describe(index).ScanName,
            cohort.Describe(index).PatientName,
            Strata(cohort, index),
            [Score(1, 0.70 + (0.06 * number) - (0.011 * (index % 5))), Score(2, 0.52 + (0.07 * number) - (0.017 * (index % 4)))])).ToImmutableArray();
        return new ReportVersion(
            number, number, 6 * number, scans.Average(scan => scan.MeanDice), IsPromoted: true, TrainingSeconds: 30, Steps: 200, StopReason: "enough steps",
            [.. ((int[])[1, 2]).Select(label => Score(label, scans.Average(scan => scan.Scores[label - 1].Dice)))],
            scans,
            new ReportCalibration(
                0.031, 0.14, 0.25, 1.2, 9, 0.04, 0.8, 3, (0.9, 0.7, 0.98),
                [.. Enumerable.Range(5, 10).Select(bin => (1_000L * bin, (bin + 0.5) / 15, (bin + 0.1) / 15))]));
    }

    private static Accuracy Score(int label, double dice) => new(label, dice, 12 * (1 - dice), 3 * (1 - dice), 300 * (1 - dice));

    private static ReportRound Round(int number, PhantomCohort cohort) => new(
        number, "agent", "typiclust", "drawn with probability 0.25", [new("random", 0.25, 0.01), new("typiclust", 0.5, 0.02), new("coreset", 0.25, 0.015)],
        [.. Enumerable.Range(0, 3).Select(place => Pick((3 * number) + place, place + 1, cohort))],
        6 * number, 18, number, IsPromoted: true, "promoted", Reward: 0.01,
        ImmutableSortedDictionary<int, double>.Empty.Add(1, 0.91).Add(2, 0.84),
        new RoundSeconds(1, 4, 31));

    private static ReportPick Pick(int index, int rank, PhantomCohort cohort)
    {
        var scan = cohort.Generate(index);
        return new ReportPick(
            scan.Description.ScanName, rank, 0.5, rank == 1 ? null : 0.125, "most typical of cluster 3 (density 0.42) <b>", Strata(cohort, index),
            ImmutableSortedDictionary<int, double>.Empty.Add(1, 0.91).Add(2, 0.84),
            SlicePainter.Paint(scan.Image, scan.Reference, null));
    }

    private static GalleryCase Shown(string place, ScanAccuracy accuracy, PhantomCohort cohort)
    {
        var scan = cohort.GenerateAll().First(candidate => candidate.Description.ScanName == accuracy.Scan);
        var drawn = new ActiveSeg.Volumes.Raters.SimulatedRater(1, ActiveSeg.Volumes.Raters.RaterProfile.Panel[1]).Read(scan.Reference, accuracy.Scan);
        return new GalleryCase(place, accuracy, SlicePainter.PaintAll(scan.Image, scan.Reference, drawn));
    }

    private static ImmutableSortedDictionary<string, string> Strata(PhantomCohort cohort, int index) =>
        cohort.Describe(index).Strata.ToImmutableSortedDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
}
