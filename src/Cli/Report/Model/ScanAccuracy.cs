using System.Collections.Immutable;

namespace ActiveSeg.Cli.Report.Model;

/// <summary>Accuracy on one locked scan.</summary>
/// <param name="Scan">The scan.</param>
/// <param name="Patient">Pseudonym of the person scanned.</param>
/// <param name="Strata">Stratum to value.</param>
/// <param name="Scores">By structure.</param>
internal sealed record ScanAccuracy(
    string Scan, string Patient, ImmutableSortedDictionary<string, string> Strata, ImmutableArray<Accuracy> Scores)
{
    /// <summary>Mean Dice over the structures; 0 without any.</summary>
    public double MeanDice => Scores.IsEmpty ? 0 : Scores.Average(score => score.Dice);
}
