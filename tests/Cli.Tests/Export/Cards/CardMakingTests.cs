using ActiveSeg.Cli.Export.Cards;
using ActiveSeg.Cli.Report.Model;
using ActiveSeg.Cli.Transfer;
using ActiveSeg.Protocol.V1;

namespace ActiveSeg.Cli.Tests.Export.Cards;

public sealed class CardMakingTests
{
    [Fact]
    public void Of_Record_CountsScansPatientsStrataAndSources()
    {
        var card = CardOf(MadeUpProject.Make());

        Assert.Equal((6, 3), (card.Labelled.Scans, card.Labelled.Patients));
        Assert.Equal((4, 2), (card.Locked.Scans, card.Locked.Patients));
        Assert.Equal((3, 3), (card.Labelled.Strata[(MadeUpProject.Scanner, "A")], card.Labelled.Strata[(MadeUpProject.Scanner, "B")]));
        Assert.Equal((2, 2), (card.Locked.Strata[(MadeUpProject.Scanner, "A")], card.Locked.Strata[(MadeUpProject.Scanner, "C")]));
        Assert.Equal((6, 4), (card.Labelled.Sources["majority vote"], card.Locked.Sources["expert"]));
        Assert.Equal((12, 0, false), (card.Reads, card.SimulatedReads, card.IsPhantom));
    }

    [Fact]
    public void Of_SimulatedRater_IsCountedAndWarnedOf()
    {
        var card = CardOf(MadeUpProject.Make(rater: "simulated-tight"));

        Assert.Equal(6, card.SimulatedReads);
        Assert.Equal(["SIMULATED RATERS: 6 of 12 reads were drawn by programs that perturb known masks."], card.Warnings());
    }

    [Fact]
    public void Of_PhantomScans_AreWarnedOf() =>
        Assert.StartsWith("PHANTOMS", Assert.Single(CardOf(MadeUpProject.Make(name: "phantom-")).Warnings()));

    [Fact]
    public void Of_PatientInBothSets_IsWarnedOf()
    {
        var made = MadeUpProject.Make();
        made.Scans[9].Patient = "p0";

        var card = CardOf(made);

        Assert.Equal(1, card.SharedPatients);
        Assert.StartsWith("SHARED PATIENTS", Assert.Single(card.Warnings()));
    }

    [Fact]
    public void Of_PeopleAndPatients_WarnsOfNothing() => Assert.Empty(CardOf(MadeUpProject.Make()).Warnings());

    [Fact]
    public void Limits_StrataOfOneSideOnly_AreNamed()
    {
        var limits = CardOf(MadeUpProject.Make()).Limits().ToList();

        Assert.Contains($"Measured on, but not trained on: {MadeUpProject.Scanner} C.", limits);
        Assert.Contains($"Trained on, but not measured on: {MadeUpProject.Scanner} B.", limits);
        Assert.Contains(limits, limit => limit.StartsWith("The calibration of its probabilities", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_MeasuredCalibration_IsOnTheCard()
    {
        var made = MadeUpProject.Make();
        made.Report.Calibration = new Calibration
        {
            ExpectedError = 0.021,
            Temperature = 1.5,
            HeldOutScans = 9,
            FailedBelow = 0.8,
            Failures = 2,
            FailureAuroc = 0.9,
            FailureAurocLow = 0.75,
            FailureAurocHigh = 0.99,
        };

        var card = CardOf(made);

        Assert.Contains(new ReportFact("expected calibration error", "0.0210"), card.Calibration);
        Assert.Contains(new ReportFact("temperature", "1.50 from 9 held-out scans"), card.Calibration);
        Assert.Contains(card.Calibration, fact => fact.Value == "0.90 (0.75 to 0.99), 2 failed");
        Assert.DoesNotContain(card.Limits(), limit => limit.Contains("calibration", StringComparison.Ordinal));
    }

    [Fact]
    public void Metrics_Intervals_CountPatientsAndLeaveOutWhatIsAbsent()
    {
        var metrics = CardMetric.Of(CardOf(MadeUpProject.Make()).Version, [.. CardOf(MadeUpProject.Make()).Structures]);

        var dice = metrics.First(m => m.Structure?.Label == 1 && m.Name == "dice");
        Assert.Equal((0.9, 2), (dice.Interval!.Mean, dice.Interval.Count), (a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-9 && a.Item2 == b.Item2);
        Assert.Equal(1, dice.Ends!.Value.High);
        var distance = metrics.First(m => m.Structure?.Label == 1 && m.Name == "hd95_mm");
        Assert.Equal(8, distance.Interval!.Mean, 6);
        Assert.Null(metrics.First(m => m.Structure?.Label == 2 && m.Name == "hd95_mm").Interval);
    }

    private static ModelCard CardOf(MadeUpProject made) =>
        CardMaking.Of(made.Project, made.Model(bytes => ArtifactTransfer.NameOf(bytes)), made.Report, made.Manifest, made.Scans);
}
