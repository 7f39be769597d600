namespace ActiveSeg.Policies.Selection;

/// <summary>One scan of a batch.</summary>
/// <param name="Scan">Row of the pool.</param>
/// <param name="Utility">Value the scan had when picked, in the strategy's unit; 0 for a uniform draw.</param>
/// <param name="Reason">One sentence for the coordinator, in words and numbers.</param>
/// <param name="Propensity">Chance of this pick given the picks before it in the batch (and the seats of its stratum,
/// where strata have seats). Range: (0, 1]; null where the pick was not drawn at random.</param>
/// <param name="IsFloor">True for a pick of the uniform random floor.</param>
public sealed record Pick(int Scan, double Utility, string Reason, double? Propensity = null, bool IsFloor = false);
