using System.Collections.Immutable;
using ActiveSeg.Cli.Report.Collection;
using ActiveSeg.Cli.Report.Model;
using ActiveSeg.Protocol.V1;

namespace ActiveSeg.Cli.Export.Cards;

/// <summary>Makes a model card of the server's record.</summary>
/// <remarks>The record has no word for synthetic scans and simulated raters; their names do, as do the demonstration's tool and sources.</remarks>
internal static class CardMaking
{
    /// <summary>Makes the card.</summary>
    /// <param name="project">The project.</param>
    /// <param name="model">The version.</param>
    /// <param name="report">What its training found.</param>
    /// <param name="manifest">What its training was given.</param>
    /// <param name="scans">All scans of the project.</param>
    public static ModelCard Of(Project project, Protocol.V1.Model model, TrainingReport report, TrainingManifest manifest, IEnumerable<Scan> scans)
    {
        var byName = scans.ToDictionary(scan => scan.Scan_);
        var labelled = manifest.Labelled.Select(entry => byName[entry.Scan]).ToList();
        var locked = manifest.Reference.Select(entry => byName[entry.Scan]).ToList();
        var reads = labelled.SelectMany(scan => scan.Reads).ToList();
        var facts = report.Facts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new ReportFact(pair.Key, pair.Value)).ToList();
        return new ModelCard(
            project.Project_,
            project.DisplayName,
            model.CreateTime?.ToDateTimeOffset() ?? default,
            [
                new("weights", model.Weights.Sha256), new("report", model.Report.Sha256), new("manifest", model.Manifest.Sha256),
                new("locked set", model.LockHash),
            ],
            IsPhantom(project, [.. labelled, .. locked]),
            reads.Count,
            reads.Count(IsSimulated),
            [.. project.Options.Structures.Select(s => new ReportStructure(s.Label, s.Name))],
            ReportCollector.VersionOf(model, report, model.Promoted, byName),
            model.Promoted,
            SetOf(labelled),
            SetOf(locked),
            labelled.Select(scan => scan.Patient).Intersect(locked.Select(scan => scan.Patient)).Count(),
            [
                new("optimiser steps", $"{report.Steps}"),
                new("final training loss", $"{report.FinalLoss:0.####}"),
                new("stopped because", report.StopReason),
                new("training time", $"{report.TrainingSeconds:0.0} s"),
                new("seed of the manifest", $"{manifest.Seed}"),
                .. facts,
            ],
            [.. ReportCalibration.Of(report.Calibration)?.ToFacts() ?? []]);
    }

    private static bool IsSimulated(Read read) => Says(read.Rater, "simulated") || Says(read.Tool, "simulated");

    private static bool IsPhantom(Project project, IEnumerable<Scan> scans) => Says(project.DisplayName, "phantom")
        || scans.Any(scan => Says(scan.Scan_, "phantom") || Says(scan.Patient, "phantom") || (scan.Reference is { } reference && Says(reference.Source, "phantom")));

    private static bool Says(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static CardSet SetOf(List<Scan> scans)
    {
        var names = scans.SelectMany(scan => scan.Strata.Keys).Distinct().ToList();
        return new CardSet(
            scans.Count,
            scans.DistinctBy(scan => scan.Patient).Count(),
            scans.SelectMany(scan => names.Select(name => (name, scan.Strata.TryGetValue(name, out var value) && value.Length > 0 ? value : "unknown")))
                .CountBy(cell => cell).ToImmutableSortedDictionary(),
            scans.CountBy(scan => scan.Reference?.Source ?? "none any more").ToImmutableSortedDictionary(StringComparer.Ordinal));
    }
}
