using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Hybrid;

/// <summary>The first batch, before any label: typical scans of every cluster with seats for every stratum, and one
/// uniform random pick in five.</summary>
/// <remarks>
/// <para>Units: utility is the typicality, in 1 / embedding units; 0 for a random pick.</para>
/// <para>Cost: that of <see cref="TypicalPerCluster"/>.</para>
/// <para>Source: typical points first, Hacohen et al., ICML 2022, and Chen et al., MIDL 2023; the mixture is ours.</para>
/// </remarks>
public sealed class ColdStart : IQueryStrategy
{
    private readonly FloorMix _mix = new(new TypicalPerCluster(), oneIn: 5, name: "cold-start");

    /// <inheritdoc />
    public string Name => _mix.Name;

    /// <inheritdoc />
    public SignalNeeds Needs => _mix.Needs;

    /// <inheritdoc />
    public Batch Select(PoolColumns pool, SelectionRequest request) => _mix.Select(pool, request);
}
