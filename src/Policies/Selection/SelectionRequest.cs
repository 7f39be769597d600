using System.Collections.Immutable;
using ActiveSeg.Policies.Constraints;

namespace ActiveSeg.Policies.Selection;

/// <summary>How many scans to pick, from which seed, under which constraints.</summary>
public sealed record SelectionRequest
{
    /// <summary>Creates a request.</summary>
    /// <param name="batchSize">Scans to pick. Range: at least 0.</param>
    /// <param name="seed">Source of every random draw, mixed with <see cref="Round"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is negative.</exception>
    public SelectionRequest(int batchSize, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(batchSize);
        (BatchSize, Seed) = (batchSize, seed);
    }

    /// <summary>Scans to pick.</summary>
    public int BatchSize { get; init; }

    /// <summary>Source of every random draw.</summary>
    public ulong Seed { get; init; }

    /// <summary>Most scans of one patient in the batch. Range: at least 1. Default: 1.</summary>
    public int MaxPerPatient { get; init; } = 1;

    /// <summary>Most scans of one cluster in the batch. Range: at least 1, or null for no cap. Default: null.</summary>
    public int? MaxPerCluster { get; init; }

    /// <summary>Seats kept or limited by stratum. Default: none.</summary>
    public ImmutableArray<StratumQuota> Quotas { get; init; } = [];

    /// <summary>Pool rows that may not be picked. Default: none.</summary>
    public ImmutableArray<int> Excluded { get; init; } = [];

    /// <summary>Pool rows already in this batch: not picked again, counted by the caps and as covered. Default: none.</summary>
    public ImmutableArray<int> Taken { get; init; } = [];

    /// <summary>Round that the batch opens, from 0. Default: 0.</summary>
    public int Round { get; init; }

    /// <summary>Rounds planned, for schedules. Range: at least 1. Default: 1.</summary>
    public int Rounds { get; init; } = 1;

    /// <summary>Scans picked in all earlier rounds, so that the random floor is exact over rounds. Default: 0.</summary>
    public int PicksBefore { get; init; }
}
