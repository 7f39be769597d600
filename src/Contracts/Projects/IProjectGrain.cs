using System.Collections.Immutable;
using ActiveSeg.Contracts.Pools;
using ActiveSeg.Contracts.Rounds;
using ActiveSeg.Contracts.Worklists;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Training;

namespace ActiveSeg.Contracts.Projects;

/// <summary>One project: its options, its rounds, its worklist. Never touches voxels, never waits for CPU work.</summary>
/// <remarks>Key: the project's name.</remarks>
[Alias("activeseg.IProjectGrain")]
public interface IProjectGrain : IGrainWithStringKey
{
    /// <summary>Creates the project.</summary>
    [Alias("Create")]
    Task<Answer<ProjectView>> CreateAsync(
        CallIdentity call, string displayName, ProjectOptions options, CancellationToken cancellationToken);

    /// <summary>The project as it stands.</summary>
    [Alias("Get")]
    Task<Answer<ProjectView>> GetAsync(CancellationToken cancellationToken);

    /// <summary>Registers scans whose images have been checked.</summary>
    [Alias("Register")]
    Task<Answer<Registrations>> RegisterAsync(
        CallIdentity call, ImmutableArray<NewScan> scans, CancellationToken cancellationToken);

    /// <summary>Draws the locked reference set: the patients named, or a share of all.</summary>
    [Alias("LockReferenceSet")]
    Task<Answer<LockView>> LockReferenceSetAsync(
        CallIdentity call, double fraction, ImmutableArray<PatientId> patients, CancellationToken cancellationToken);

    /// <summary>Starts the next round.</summary>
    [Alias("StartRound")]
    Task<Answer<RoundView>> StartRoundAsync(CallIdentity call, CancellationToken cancellationToken);

    /// <summary>Stops waiting for reads of the running round.</summary>
    [Alias("CloseRound")]
    Task<Answer<RoundView>> CloseRoundAsync(CallIdentity call, CancellationToken cancellationToken);

    /// <summary>Ends the running round without a model, unless it waits for reads; its open jobs end with it.</summary>
    [Alias("CancelRound")]
    Task<Answer<RoundView>> CancelRoundAsync(CallIdentity call, string reason, CancellationToken cancellationToken);

    /// <summary>One round; the last one when no number is given.</summary>
    [Alias("GetRound")]
    Task<Answer<RoundView>> GetRoundAsync(RoundNumber? round, CancellationToken cancellationToken);

    /// <summary>Leases the next read.</summary>
    [Alias("LeaseNext")]
    Task<Answer<LeaseView>> LeaseNextAsync(LeaseNextCommand command, CancellationToken cancellationToken);

    /// <summary>Prolongs a lease.</summary>
    [Alias("RenewLease")]
    Task<Answer<LeaseView>> RenewLeaseAsync(LeaseCommand command, CancellationToken cancellationToken);

    /// <summary>Gives a lease back.</summary>
    [Alias("ReleaseLease")]
    Task<Answer<LeaseView>> ReleaseLeaseAsync(LeaseCommand command, CancellationToken cancellationToken);

    /// <summary>Opens the worklist with the chosen batch; harmless when it is open already.</summary>
    [Alias("OpenRound")]
    Task OpenRoundAsync(OpenRoundCommand command, CancellationToken cancellationToken);

    /// <summary>Moves a round on to training when nothing of its batch is waited for; harmless otherwise.</summary>
    [Alias("ContinueRound")]
    Task ContinueRoundAsync(RoundNumber round, CancellationToken cancellationToken);

    /// <summary>Stops waiting for reads if the running round's deadline has passed on the store's clock.</summary>
    [Alias("CloseIfDue")]
    Task CloseIfDueAsync(CancellationToken cancellationToken);

    /// <summary>Gives the project's round its jobs of one kind; harmless when it has them, or no longer waits for them.</summary>
    /// <param name="round">The round.</param>
    /// <param name="kind">What is asked.</param>
    /// <param name="describedBy">The model that describes; absent where intensity and texture do, and for training, which gets a new number.</param>
    /// <param name="manifests">The inputs, one for each part.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    [Alias("AddJobs")]
    Task AddJobsAsync(
        RoundNumber round,
        JobKind kind,
        ModelVersion? describedBy,
        System.Collections.Immutable.ImmutableArray<ArtifactRef> manifests,
        CancellationToken cancellationToken);

    /// <summary>Takes a round that is selecting back to describing, because selectable scans came after the last description.</summary>
    /// <returns>False where the round has been described already, or is not selecting.</returns>
    [Alias("DescribeAgain")]
    Task<bool> DescribeAgainAsync(RoundNumber round, CancellationToken cancellationToken);

    /// <summary>Records the result of describing; its signals have been written.</summary>
    [Alias("ApplyDescription")]
    Task ApplyDescriptionAsync(RoundNumber round, CancellationToken cancellationToken);

    /// <summary>Records a trained candidate and decides its promotion; the signals are written by then if it is better.</summary>
    /// <param name="candidate">The model.</param>
    /// <param name="remark">What is added to the reason; empty: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    [Alias("ApplyCandidate")]
    Task ApplyCandidateAsync(ModelState candidate, string remark, CancellationToken cancellationToken);

    /// <summary>Ends a round after its promotion has been decided, with the reward told to the agent.</summary>
    [Alias("EndRound")]
    Task EndRoundAsync(RoundNumber round, double? reward, CancellationToken cancellationToken);

    /// <summary>Ends a round whose job failed for good.</summary>
    [Alias("FailRound")]
    Task FailRoundAsync(RoundNumber round, string reason, CancellationToken cancellationToken);
}
