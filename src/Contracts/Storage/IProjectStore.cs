using System.Collections.Immutable;
using ActiveSeg.Contracts.Pools;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;

namespace ActiveSeg.Contracts.Storage;

/// <summary>The referee: what it has committed happened, whatever any process believes.</summary>
/// <remarks>
/// <para>Threading: safe for concurrent use by many processes.</para>
/// <para>Errors: a store that cannot be reached throws <see cref="StoreUnavailableException"/>; whether a commit under way
/// then happened is unknown, and repeating it with the same request id is safe.</para>
/// </remarks>
public interface IProjectStore
{
    /// <summary>Creates or upgrades the schema by the numbered scripts; harmless when it is current.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be reached or written, with the reason.</exception>
    Task InitializeAsync(CancellationToken cancellationToken);

    /// <summary>The store's clock: the only one that deadlines are compared with.</summary>
    Task<DateTimeOffset> ReadClockAsync(CancellationToken cancellationToken);

    /// <summary>Reads one document; absent when it is not there.</summary>
    Task<Stored<T>?> ReadAsync<T>(DocumentKey key, CancellationToken cancellationToken)
        where T : class;

    /// <summary>Lists documents of a kind in the order of project and key.</summary>
    /// <param name="kind">What they hold.</param>
    /// <param name="project">Only this project; absent for all.</param>
    /// <param name="tags">Only these tags; empty for all.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<ImmutableArray<Stored<T>>> ListAsync<T>(
        DocumentKind kind, ProjectId? project, ImmutableArray<string> tags, CancellationToken cancellationToken)
        where T : class;

    /// <summary>The recorded answer to a request; absent when it was never answered.</summary>
    Task<RequestRecord?> ReadRequestAsync(ProjectId project, RequestId request, CancellationToken cancellationToken);

    /// <summary>Writes all of a commit or nothing, durably.</summary>
    Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancellationToken);

    /// <summary>Adds scans in bulk; scans that are there already are left alone.</summary>
    /// <returns>One outcome a scan, in the order given. Two scans of one call with the same image: the second is a duplicate.</returns>
    Task<ImmutableArray<RegistrationOutcome>> RegisterAsync(
        ProjectId project, IReadOnlyList<ScanState> scans, CancellationToken cancellationToken);

    /// <summary>Reads one scan; absent when it is not there.</summary>
    Task<Stored<ScanState>?> ReadScanAsync(ProjectId project, ScanId scan, CancellationToken cancellationToken);

    /// <summary>Lists scans by name, in ordinal order.</summary>
    Task<ImmutableArray<Stored<ScanState>>> ListScansAsync(
        ProjectId project, ScanFilter filter, CancellationToken cancellationToken);

    /// <summary>Counts scans by role and status.</summary>
    Task<ScanCounts> CountScansAsync(ProjectId project, CancellationToken cancellationToken);

    /// <summary>Replaces the signals of the scans given, in bulk, in one transaction; others keep theirs.</summary>
    /// <remarks>Writing the same rows again changes nothing. Selection looks only at rows of the promoted
    /// model, so that rows of another are harmless.</remarks>
    Task WriteSignalsAsync(
        ProjectId project, IReadOnlyList<ScanSignals> signals, CancellationToken cancellationToken);

    /// <summary>Reads one scan's signals; absent before they have been computed.</summary>
    Task<ScanSignals?> ReadSignalsAsync(ProjectId project, ScanId scan, CancellationToken cancellationToken);

    /// <summary>Reads one shard of the pool (role pool, not excluded) in one query, by name in ordinal order.</summary>
    /// <param name="project">The project.</param>
    /// <param name="shard">From 0.</param>
    /// <param name="shards">Number of shards, 1 to 64; a scan's shard follows from its name alone.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<ImmutableArray<PoolRow>> ReadPoolAsync(
        ProjectId project, int shard, int shards, CancellationToken cancellationToken);

    /// <summary>Takes unfinished work, oldest first, and hides it from other takers for a while.</summary>
    Task<ImmutableArray<OutboxMessage>> TakeWorkAsync(int limit, TimeSpan hold, CancellationToken cancellationToken);

    /// <summary>Confirms that work is done; confirming again is harmless.</summary>
    Task FinishWorkAsync(long id, CancellationToken cancellationToken);

    /// <summary>Puts work back that failed, with the reason; it is taken again after the delay.</summary>
    Task PostponeWorkAsync(long id, TimeSpan delay, string reason, CancellationToken cancellationToken);
}
