namespace ActiveSeg.Contracts.Pools;

/// <summary>Number of scans of a project by role and status.</summary>
/// <param name="Available">Pool, selectable.</param>
/// <param name="Assigned">Pool, in the running round.</param>
/// <param name="Labelled">Pool, with a reference.</param>
/// <param name="Excluded">Pool, taken out.</param>
/// <param name="Reference">Locked set.</param>
/// <param name="Withheld">Used for nothing.</param>
[GenerateSerializer, Immutable, Alias("activeseg.scan-counts")]
public sealed record ScanCounts(
    [property: Id(0)] int Available,
    [property: Id(1)] int Assigned,
    [property: Id(2)] int Labelled,
    [property: Id(3)] int Excluded,
    [property: Id(4)] int Reference,
    [property: Id(5)] int Withheld)
{
    /// <summary>Registered in all.</summary>
    public int Registered => Available + Assigned + Labelled + Excluded + Reference + Withheld;
}
