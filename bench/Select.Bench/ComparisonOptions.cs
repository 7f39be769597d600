using System.Collections.Immutable;

namespace ActiveSeg.Select.Bench;

/// <summary>What a comparison runs.</summary>
/// <param name="Scans">Scans of the pool.</param>
/// <param name="Data">Folder of the generated data.</param>
/// <param name="Peers">Folder of the peers' checkouts.</param>
/// <param name="Workload">Folder with <c>peers/w1_select.py</c>.</param>
/// <param name="Methods">Methods of ours.</param>
/// <param name="PeersWanted">Peers to run; none: all of the methods.</param>
/// <param name="Blocks">Turns.</param>
/// <param name="Most">Longest time of a process.</param>
internal sealed record ComparisonOptions(
    int Scans,
    string Data,
    string Peers,
    string Workload,
    ImmutableArray<string> Methods,
    ImmutableHashSet<string> PeersWanted,
    int Blocks,
    TimeSpan Most);
