namespace ActiveSeg.Policies.Constraints;

/// <summary>How many scans of one stratum a batch holds.</summary>
/// <param name="Stratum">Name of the stratum, a key of the pool's strata.</param>
/// <param name="Value">Value of the stratum.</param>
/// <param name="AtLeast">Seats kept for it as far as the pool has such scans. Range: at least 0. Default: 0.</param>
/// <param name="AtMost">Range: at least <paramref name="AtLeast"/>, or null for no limit. Default: null.</param>
public sealed record StratumQuota(string Stratum, string Value, int AtLeast = 0, int? AtMost = null);
