namespace ActiveSeg.Lab.Report.Numbers;

/// <summary>How unevenly a policy does over the values of one stratum.</summary>
/// <param name="Policy">Name of the strategy.</param>
/// <param name="Stratum">Name.</param>
/// <param name="Worst">Value with the lowest mean over seeds.</param>
/// <param name="WorstMean">Its mean, with the interval over seeds.</param>
/// <param name="Disparity">Highest less lowest value of each seed: mean and interval over seeds.</param>
internal sealed record DisparityRow(string Policy, string Stratum, string Worst, MeanInterval WorstMean, MeanInterval Disparity);
