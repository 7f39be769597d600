using System.Collections.Immutable;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Learner.Bench.SelfSupervision;

/// <summary>A scan in memory with its reference and what the data set says of it.</summary>
internal sealed record BenchScan(
    string Id, string Patient, Volume Volume, LabelMap Labels, ImmutableSortedDictionary<string, string> Columns);
