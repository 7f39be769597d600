using System.Collections.Immutable;
using ActiveSeg.Cli.Connection;
using ActiveSeg.Cli.Report.Model;
using ActiveSeg.Cli.Report.Pictures;
using ActiveSeg.Imaging.Nifti;
using ActiveSeg.Protocol.V1;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Cli.Report.Collection;

/// <summary>Gathers a report from the server: what it stores, not what the client believes.</summary>
internal sealed class ReportCollector(ServerClients clients, string project)
{
    /// <summary>Gathers everything.</summary>
    /// <exception cref="ServerRefusedException">Refused, or no server answered in time.</exception>
    public async Task<ReportModel> CollectAsync(RunFacts facts, CancellationToken token)
    {
        var described = (await clients.Projects.GetProjectAsync(new GetProjectRequest { Project = project }, cancellationToken: token)).Project;
        var scans = (await clients.ScansAsync(project, ScanRole.Unspecified, ScanStatus.Unspecified, token)).ToDictionary(scan => scan.Scan_);
        var rounds = await clients.RoundsAsync(project, token);
        var promoted = rounds.Where(round => round.Promoted).Select(round => round.CandidateModel).ToHashSet();
        var versions = new List<ReportVersion>();
        var reports = new List<TrainingReport>();
        foreach (var model in await clients.ModelsAsync(project, token))
        {
            var report = TrainingReport.Parser.ParseFrom(await clients.Artifacts.DownloadAsync(model.Report, token));
            reports.Add(report);
            versions.Add(VersionOf(model, report, promoted.Contains(model.Model_), scans));
        }

        var shown = new List<ReportRound>();
        foreach (var round in rounds)
        {
            shown.Add(await RoundOfAsync(round, scans, facts, token));
        }

        return new ReportModel(
            facts.Cohort.Title,
            project,
            facts.FinishedAt,
            facts.Cohort.IsPhantom,
            IsSimulated: true,
            [.. described.Options.Structures.Select(s => new ReportStructure(s.Label, s.Name))],
            [.. shown],
            [.. versions],
            versions.Count > 0 ? await GalleryAsync(versions[^1], reports[^1], scans, token) : [],
            [.. FactList.Of(facts, described, reports)]);
    }

    /// <summary>A model with its accuracy on every locked scan.</summary>
    public static ReportVersion VersionOf(
        Protocol.V1.Model model, TrainingReport report, bool isPromoted, Dictionary<string, Scan> scans) => new(
        model.Model_,
        model.Round,
        model.LabelledScans,
        model.MeanDice,
        isPromoted,
        model.TrainingSeconds,
        report.Steps,
        report.StopReason,
        [.. model.Scores.Select(AccuracyOf)],
        [.. report.Scans.Select(score => new ScanAccuracy(
            score.Scan, scans[score.Scan].Patient, StrataOf(scans[score.Scan]), [.. score.Scores.Select(AccuracyOf)]))],
        ReportCalibration.Of(report.Calibration));

    private static Accuracy AccuracyOf(StructureScore score) => new(
        score.Label, score.Dice, score.HasHd95Mm ? score.Hd95Mm : null, score.HasAssdMm ? score.AssdMm : null, score.AreaErrorMm2);

    /// <summary>Stratum to value of a scan.</summary>
    public static ImmutableSortedDictionary<string, string> StrataOf(Scan scan) =>
        scan.Strata.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    private async Task<ReportRound> RoundOfAsync(
        Round round, Dictionary<string, Scan> scans, RunFacts facts, CancellationToken token)
    {
        var picks = new List<ReportPick>();
        foreach (var pick in round.Picks)
        {
            var scan = scans[pick.Scan];
            var agreement = (scan.Reference?.Agreement ?? []).ToImmutableSortedDictionary();
            picks.Add(new ReportPick(
                pick.Scan, pick.Rank, pick.Utility, pick.HasPropensity ? pick.Propensity : null, pick.Reason, StrataOf(scan), agreement,
                scan.Reference is { } reference
                    ? SlicePainter.Paint(await ImageAsync(scan.Image, token), await LabelsAsync(reference.Mask, token), null)
                    : null));
        }

        var seen = facts.Rounds.FirstOrDefault(known => known.Round.Round_ == round.Round_);
        return new ReportRound(
            round.Round_,
            round.Policy,
            round.Arm,
            round.Reason,
            [.. round.Arms.Select(arm => new ReportArm(arm.Arm_, arm.Probability, arm.ExpectedEfficiency))],
            [.. picks],
            seen?.Labelled ?? 0,
            round.ReadsSubmitted,
            round.CandidateModel,
            round.Promoted,
            round.Outcome,
            round.HasReward ? round.Reward : null,
            seen?.Agreement ?? ImmutableSortedDictionary<int, double>.Empty,
            new RoundSeconds(seen?.SelectionSeconds ?? 0, seen?.LabellingSeconds ?? 0, seen?.TrainingSeconds ?? 0));
    }

    private async Task<ImmutableArray<GalleryCase>> GalleryAsync(
        ReportVersion version, TrainingReport report, Dictionary<string, Scan> scans, CancellationToken token)
    {
        var ordered = version.Scans.OrderByDescending(scan => scan.MeanDice).ThenBy(scan => scan.Scan, StringComparer.Ordinal).ToList();
        var gallery = new List<GalleryCase>();
        foreach (var (place, index) in ((string, int)[])[("best", 0), ("median", ordered.Count / 2), ("worst", ordered.Count - 1)])
        {
            if (index < 0 || gallery.Exists(shown => shown.Accuracy == ordered[index]))
            {
                continue;
            }

            var chosen = ordered[index];
            var scan = scans[chosen.Scan];
            var prediction = report.Scans.First(score => score.Scan == chosen.Scan).Prediction;
            gallery.Add(new GalleryCase(place, chosen, SlicePainter.PaintAll(
                await ImageAsync(scan.Image, token),
                await LabelsAsync(scan.Reference.Mask, token),
                prediction is null ? null : await LabelsAsync(prediction, token))));
        }

        return [.. gallery];
    }

    private async Task<Volume> ImageAsync(Artifact artifact, CancellationToken token)
    {
        using var stream = new MemoryStream(await clients.Artifacts.DownloadAsync(artifact, token));
        return NiftiReader.ReadVolume(stream, artifact.Sha256);
    }

    private async Task<LabelMap> LabelsAsync(Artifact artifact, CancellationToken token)
    {
        using var stream = new MemoryStream(await clients.Artifacts.DownloadAsync(artifact, token));
        return NiftiReader.ReadLabels(stream, artifact.Sha256);
    }
}
