using System.Collections.Immutable;

namespace ActiveSeg.Cli.Export;

/// <summary>What an export wrote.</summary>
/// <param name="Number">The model's number.</param>
/// <param name="Files">Files, or the folder, that are there now.</param>
internal sealed record ExportedModel(int Number, ImmutableArray<string> Files);
