using System.Collections.Immutable;

namespace ActiveSeg.Lab.Report.Numbers;

/// <summary>One value of one stratum after the common round.</summary>
/// <param name="Stratum">Name.</param>
/// <param name="Value">Value of the stratum.</param>
/// <param name="TestScans">Test scans in it; absent where the map does not tell.</param>
/// <param name="ByPolicy">Mean over the common seeds, with the interval over them.</param>
internal sealed record StratumRow(string Stratum, string Value, int? TestScans, ImmutableDictionary<string, MeanInterval> ByPolicy);
