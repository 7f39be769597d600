namespace ActiveSeg.Domain.Pools;

/// <summary>What a scan may be used for; decided once per patient.</summary>
[GenerateSerializer]
public enum ScanRole
{
    /// <summary>May be selected, delineated and trained on.</summary>
    Pool = 0,

    /// <summary>In the locked reference set: only scored.</summary>
    Reference = 1,

    /// <summary>Registered after the lock for a patient of the locked set: used for nothing.</summary>
    Withheld = 2,
}
