namespace ActiveSeg.Planning.Budgets;

/// <summary>What is to be spent on delineation, and what reads are worth.</summary>
public sealed record ReadBudget
{
    /// <summary>Expert minutes to spend.</summary>
    public required double ExpertMinutes { get; init; }

    /// <summary>Minutes of one read of one scan.</summary>
    public required double MinutesPerRead { get; init; }

    /// <summary>Minutes that a scan costs once, however many read it: fetching, checking, fusing. Default: 0.</summary>
    public double MinutesPerScan { get; init; }

    /// <summary>Agreement of two single reads of a scan. Range: 0 to 1, 0 excluded.</summary>
    public required double ReadAgreement { get; init; }

    /// <summary>Scans that can still be had. Default: endless.</summary>
    public int PoolScans { get; init; } = int.MaxValue;

    /// <summary>Reads behind each label of the measured curve. Default: 1.</summary>
    public int ReadsSoFar { get; init; } = 1;
}
