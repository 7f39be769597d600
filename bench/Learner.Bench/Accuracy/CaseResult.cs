namespace ActiveSeg.Learner.Bench.Accuracy;

/// <summary>One tested scan.</summary>
internal sealed record CaseResult(
    string Case,
    string Patient,
    IReadOnlyList<StructureResult> Structures,
    IReadOnlyDictionary<string, double> Signals)
{
    public double MeanDice => Structures.Average(s => s.Dice);
}
