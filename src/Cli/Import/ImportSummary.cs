using System.Collections.Immutable;

namespace ActiveSeg.Cli.Import;

/// <summary>What became of an import.</summary>
/// <param name="Registered">Scans that the project holds now.</param>
/// <param name="Bytes">Size of their images as stored.</param>
/// <param name="Faults">What is not in the project, and why.</param>
internal sealed record ImportSummary(int Registered, long Bytes, ImmutableArray<CohortFault> Faults);
