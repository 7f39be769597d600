using System.Collections.Immutable;

namespace ActiveSeg.Lab.Experiments;

/// <summary>What is compared, on what, and where the results go.</summary>
internal sealed record CompareOptions
{
    /// <summary>Folder of the dataset.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Folder of the results.</summary>
    public required string OutFolder { get; init; }

    /// <summary>Names of strategies.</summary>
    public required ImmutableArray<string> Policies { get; init; }

    /// <summary>Policy that the report compares the others with. Default: random, else the first.</summary>
    public string? Baseline { get; init; }

    /// <summary>Batches after the start set. Range: at least 1. Default: 5.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>Scans a batch. Range: at least 1. Default: 5.</summary>
    public int BatchSize { get; init; } = 5;

    /// <summary>Scans of the start set. Range: at least 1; 0 means as many as a batch. Default: 0.</summary>
    public int StartSize { get; init; }

    /// <summary>Seeds 0 to this less one. Range: at least 1. Default: 5.</summary>
    public int Seeds { get; init; } = 5;

    /// <summary>Share of the patients locked for tests. Range: (0, 1). Default: 0.3.</summary>
    public double TestShare { get; init; } = 0.3;

    /// <summary>Decides which patients are locked, for all seeds alike. Default: 0.</summary>
    public int SplitSeed { get; init; }

    /// <summary>Most cases that are read; 0 for all. Default: 0.</summary>
    public int MostCases { get; init; }

    /// <summary>Table of strata in place of the folder's own. Default: none.</summary>
    public string? StrataFile { get; init; }

    /// <summary>Expert minutes a scan takes before its voxels are counted. Units: minutes. Default: 5.</summary>
    public double MinutesPerScan { get; init; } = 5;

    /// <summary>Expert minutes for 10,000 voxels of structures. Units: minutes. Default: 1.</summary>
    public double MinutesPerTenThousandVoxels { get; init; } = 1;

    /// <summary>Retrainings and start sets for the noise that is measured before the policies; 0 or 1 measures none. Default: 0.</summary>
    public int NoiseRepeats { get; init; }

    /// <summary>Cells at once, as far as the learner allows. Range: at least 1. Default: 1.</summary>
    public int Parallel { get; init; } = 1;

    /// <summary>Threads of the learner. Default: 2.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>Scans of the start set.</summary>
    public int Start => StartSize == 0 ? BatchSize : StartSize;
}
