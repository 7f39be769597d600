using System.Collections.Immutable;
using ActiveSeg.Cli.Report.Model;

namespace ActiveSeg.Cli.Export.Cards;

/// <summary>What people must know of a model version before they use it, as the server's record has it.</summary>
/// <param name="Project">The project's name.</param>
/// <param name="Title">What people call the project.</param>
/// <param name="CreatedAt">When the model's result was accepted.</param>
/// <param name="Hashes">SHA-256 of weights, report, manifest and locked set, by name.</param>
/// <param name="IsPhantom">Whether the record says that scans are synthetic.</param>
/// <param name="Reads">Accepted reads of the scans that were trained on.</param>
/// <param name="SimulatedReads">Those of simulated raters.</param>
/// <param name="Structures">Structures by label.</param>
/// <param name="Version">The version with its accuracy on every locked scan.</param>
/// <param name="IsPromoted">Whether it is the promoted one now.</param>
/// <param name="Labelled">Scans that it was trained on.</param>
/// <param name="Locked">Scans that it was measured on.</param>
/// <param name="SharedPatients">Patients in both; more than 0 makes the accuracy worthless.</param>
/// <param name="Training">Facts of the training by name, seed and loss included.</param>
/// <param name="Calibration">Facts of the calibration by name; empty where it was not measured.</param>
internal sealed record ModelCard(
    string Project,
    string Title,
    DateTimeOffset CreatedAt,
    ImmutableArray<ReportFact> Hashes,
    bool IsPhantom,
    int Reads,
    int SimulatedReads,
    ImmutableArray<ReportStructure> Structures,
    ReportVersion Version,
    bool IsPromoted,
    CardSet Labelled,
    CardSet Locked,
    int SharedPatients,
    ImmutableArray<ReportFact> Training,
    ImmutableArray<ReportFact> Calibration)
{
    /// <summary>What the model is for.</summary>
    public static string IntendedUse => "Research on choosing and delineating scans: as a first proposal that a person checks, and to choose the next scans. "
        + "Not a medical device; not for diagnosis or treatment.";

    /// <summary>Warnings that must not be overlooked, the gravest first.</summary>
    public IEnumerable<string> Warnings()
    {
        if (IsPhantom)
        {
            yield return "PHANTOMS: the scans are synthetic images that show no person.";
        }

        if (SharedPatients > 0)
        {
            yield return $"SHARED PATIENTS: {SharedPatients} patients are in the training and in the locked set; the accuracy is worthless.";
        }

        if (SimulatedReads > 0)
        {
            yield return $"SIMULATED RATERS: {SimulatedReads} of {Reads} reads were drawn by programs that perturb known masks.";
        }
    }

    /// <summary>What the numbers do not say.</summary>
    public IEnumerable<string> Limits()
    {
        yield return "Accuracy is measured on this project's locked set alone, against its references, which are no absolute truth; other scanners, sequences and patients were not tried.";
        if (Locked.Patients < 30)
        {
            yield return $"The locked set has {Locked.Patients} patients; the intervals are wide, and those of strata wider.";
        }

        var unseen = Locked.Strata.Keys.Except(Labelled.Strata.Keys).Select(NameOf).ToList();
        if (unseen.Count > 0)
        {
            yield return $"Measured on, but not trained on: {string.Join(", ", unseen)}.";
        }

        var unmeasured = Labelled.Strata.Keys.Except(Locked.Strata.Keys).Select(NameOf).ToList();
        if (unmeasured.Count > 0)
        {
            yield return $"Trained on, but not measured on: {string.Join(", ", unmeasured)}.";
        }

        if (Calibration.IsEmpty)
        {
            yield return "The calibration of its probabilities was not measured: 0.9 need not be right nine times in ten.";
        }

        if (IsPhantom || SimulatedReads > 0)
        {
            yield return "Numbers from phantoms or simulated raters are no evidence about patients or people.";
        }
    }

    private static string NameOf((string Stratum, string Value) cell) => $"{cell.Stratum} {cell.Value}";
}
