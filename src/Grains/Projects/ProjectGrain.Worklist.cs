using ActiveSeg.Contracts.Projects;
using ActiveSeg.Contracts.Worklists;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Worklists;
using ActiveSeg.Grains.Commits;

namespace ActiveSeg.Grains.Projects;

internal sealed partial class ProjectGrain
{
    /// <inheritdoc />
    public Task<Answer<LeaseView>> LeaseNextAsync(LeaseNextCommand command, CancellationToken cancellationToken) =>
        LeaseAsync(
            command.Call,
            null,
            (round, options, now) =>
                WorklistRules.LeaseNext(round, command.Rater, command.Adjudicator, now, options.LeaseDuration) switch
                {
                    // The last reads are being fused: what they disagree on comes back to an adjudicator.
                    LeaseDecision.None { Reason: NoneReason.NothingLeft } none
                        when command.Adjudicator && options.AdjudicateBelow > 0 => none with { MoreExpected = true },
                    var decision => decision,
                },
            cancellationToken);

    /// <inheritdoc />
    public Task<Answer<LeaseView>> RenewLeaseAsync(LeaseCommand command, CancellationToken cancellationToken) =>
        LeaseAsync(
            command.Call,
            command.Lease.Round,
            (round, options, now) => WorklistRules.Renew(round, command.Lease, now, options.LeaseDuration),
            cancellationToken);

    /// <inheritdoc />
    public Task<Answer<LeaseView>> ReleaseLeaseAsync(LeaseCommand command, CancellationToken cancellationToken) =>
        LeaseAsync(
            command.Call,
            command.Lease.Round,
            (round, _, _) => WorklistRules.Release(round, command.Lease),
            cancellationToken);

    private Task<Answer<LeaseView>> LeaseAsync(
        CallIdentity call,
        RoundNumber? named,
        Func<RoundState, ProjectOptions, DateTimeOffset, LeaseDecision> decide,
        CancellationToken cancellationToken) =>
        _commits.AnswerAsync<LeaseView>(
            Project,
            call,
            async () =>
            {
                var project = await store.ReadProjectAsync(Project, cancellationToken);
                if (project is null)
                {
                    return Change<LeaseView>.Refused(StateReads.NoProject(Project));
                }

                var number = named ?? project.Value.CurrentRound;
                var round = number is { } n ? await store.ReadRoundAsync(Project, n, cancellationToken) : null;
                if (round is null)
                {
                    if (named is not null)
                    {
                        return Change<LeaseView>.Refused(
                            Refusal.NotFound("ROUND_NOT_FOUND", $"{Project} has no round {named}"));
                    }

                    return Change<LeaseView>.None(Nothing(NoneReason.NoOpenRound, moreExpected: false));
                }

                var now = await store.ReadClockAsync(cancellationToken);
                switch (decide(round.Value, project.Value.Options, now))
                {
                    case LeaseDecision.Granted granted:
                        var scan = await ScanOfAsync(granted.Lease, cancellationToken);
                        return Change<LeaseView>.Of(View(granted.Lease, scan, project.Value), [round.Write(granted.Round)]);
                    case LeaseDecision.Held held:
                        return Change<LeaseView>.None(
                            View(held.Lease, await ScanOfAsync(held.Lease, cancellationToken), project.Value));
                    case LeaseDecision.None none:
                        return Change<LeaseView>.None(Nothing(none.Reason, none.MoreExpected || Opens(round.Value)));
                    case LeaseDecision.Refused refused:
                        return Change<LeaseView>.Refused(refused.Refusal);
                    default:
                        throw new System.Diagnostics.UnreachableException();
                }
            },
            cancellationToken);

    private async Task<ScanState> ScanOfAsync(Lease lease, CancellationToken cancellationToken) =>
        (await store.ReadScanAsync(Project, lease.Scan, cancellationToken))?.Value
        ?? throw new InvalidOperationException($"the worklist of {Project} names {lease.Scan}, which is not registered");

    private static bool Opens(RoundState round) => round.Phase is RoundPhase.Describing or RoundPhase.Selecting;

    private static LeaseView View(Lease lease, ScanState scan, ProjectState project) =>
        new(lease, scan.Image, scan.Geometry, project.Options.Structures, null, MoreExpected: true);

    private static LeaseView Nothing(NoneReason reason, bool moreExpected) =>
        new(null, null, null, [], reason, moreExpected);
}
