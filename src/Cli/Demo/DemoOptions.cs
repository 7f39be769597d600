namespace ActiveSeg.Cli.Demo;

/// <summary>What the person who starts a demonstration has asked for; absent: the plan decides.</summary>
internal sealed record DemoOptions
{
    /// <summary>Folder of a data set; absent: phantoms.</summary>
    public string? Data { get; init; }

    /// <summary>Folder for everything that the run leaves.</summary>
    public required string Out { get; init; }

    /// <summary>Rounds.</summary>
    public int? Rounds { get; init; }

    /// <summary>Scans picked for a round.</summary>
    public int? Batch { get; init; }

    /// <summary>Reads a scan gets.</summary>
    public int? Reads { get; init; }

    /// <summary>Optimiser steps of one training at most.</summary>
    public int? Steps { get; init; }

    /// <summary>Phantoms to make.</summary>
    public int? Scans { get; init; }

    /// <summary>Column with the patient's pseudonym.</summary>
    public string? PatientColumn { get; init; }

    /// <summary>Policy.</summary>
    public string? Policy { get; init; }

    /// <summary>Seed of everything. Default: 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Threads of the trainer. Default: 2.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>Whether the store is PostgreSQL.</summary>
    public bool IsPostgres { get; init; }

    /// <summary>Server processes. Default: 1.</summary>
    public int Silos { get; init; } = 1;

    /// <summary>Whether the servers go on after the last round until Ctrl-C.</summary>
    public bool Keeps { get; init; }
}
