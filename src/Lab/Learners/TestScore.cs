namespace ActiveSeg.Lab.Learners;

/// <summary>Accuracy of one structure in one test scan.</summary>
/// <param name="Scan">Case id.</param>
/// <param name="Structure">Name.</param>
/// <param name="Dice">Range: [0, 1]; 1 where both are empty.</param>
internal sealed record TestScore(string Scan, string Structure, double Dice);
