namespace ActiveSeg.Domain.Projects;

/// <summary>The scans that every model version is scored on: never selectable, never trained on.</summary>
/// <param name="Patients">Patients drawn for the set.</param>
/// <param name="Scans">All scans of those patients.</param>
/// <param name="Hash">SHA-256 over the sorted scans with image and reference hashes; empty until every scan has a reference.</param>
[GenerateSerializer, Immutable, Alias("activeseg.reference-lock")]
public sealed record ReferenceLock([property: Id(0)] int Patients, [property: Id(1)] int Scans, [property: Id(2)] string Hash)
{
    /// <summary>Whether every scan has its reference, so that models can be scored.</summary>
    public bool IsSealed => Hash.Length > 0;
}
