using System.Collections.Immutable;

namespace ActiveSeg.Select.Bench;

/// <summary>A method of the workload.</summary>
/// <param name="Name">Its name here.</param>
/// <param name="Strategy">Our strategy.</param>
/// <param name="TargetSeconds">The target at 35,000 scans, if there is one.</param>
/// <param name="TargetSecondsOfMillion">The target at 1,000,000.</param>
/// <param name="Peers">The peers' names in the workload's script, most usual first.</param>
internal sealed record Method(string Name, string Strategy, double? TargetSeconds, double? TargetSecondsOfMillion, ImmutableArray<string> Peers);
