namespace ActiveSeg.Lab.Results;

/// <summary>One pick of one round.</summary>
/// <param name="Policy">Name of the strategy.</param>
/// <param name="Seed">Seed of the cell.</param>
/// <param name="Round">Round whose labelled set the pick joins first; 0 for the start set.</param>
/// <param name="Rank">From 1, in the order of picking.</param>
/// <param name="Scan">Case id of the dataset.</param>
/// <param name="Utility">In the strategy's unit.</param>
/// <param name="Propensity">Chance of the pick; absent where it was not drawn.</param>
/// <param name="Reason">One sentence.</param>
/// <param name="InputHash">SHA-256 over what the strategy saw; empty for the start set.</param>
public sealed record PickRow(
    string Policy, int Seed, int Round, int Rank, string Scan, double Utility, double? Propensity, string Reason, string InputHash);
