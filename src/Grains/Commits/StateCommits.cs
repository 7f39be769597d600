using System.Text.Json;
using ActiveSeg.Contracts.Projects;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Domain.Projects;

namespace ActiveSeg.Grains.Commits;

/// <summary>Reads, decides and writes until the store agrees: the store, not the grain, is the referee.</summary>
internal sealed class StateCommits(IProjectStore store)
{
    private const int Tries = 20;

    /// <summary>Carries out a caller's ask once, however often it is repeated.</summary>
    /// <param name="project">The project.</param>
    /// <param name="call">The caller's id and the payload's fingerprint.</param>
    /// <param name="decide">Reads the state anew and decides; called again after a conflict.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<Answer<T>> AnswerAsync<T>(
        ProjectId project, CallIdentity call, Func<Task<Change<T>>> decide, CancellationToken cancellationToken)
        where T : class
    {
        if (await store.ReadRequestAsync(project, call.Id, cancellationToken) is { } earlier)
        {
            return Replay<T>(call, earlier);
        }

        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var change = await decide();
            if (!change.IsWrite || change.Answer.Refusal is not null)
            {
                return change.Answer;
            }

            var record = new RequestRecord(
                call.Id, call.Fingerprint, JsonSerializer.Serialize(change.Answer.Value, StateJson.Options));
            var commit = new Commit(project, record, change.Documents, change.Scans, change.Work);
            switch (await store.CommitAsync(commit, cancellationToken))
            {
                case CommitOutcome.Committed:
                    return change.Answer;
                case CommitOutcome.Repeated repeated:
                    return Replay<T>(call, repeated.Earlier);
                default:
                    await PauseAsync(attempt, call.Id.Value.GetHashCode(), cancellationToken);
                    break;
            }
        }

        return Answers.Refused<T>(new Refusal(
            RefusalKind.Aborted, "CONFLICT", $"the state of {project} kept changing; read it and ask again"));
    }

    /// <summary>Carries out the server's own work, which may be repeated.</summary>
    /// <param name="project">The project.</param>
    /// <param name="decide">Reads the state anew and decides; called again after a conflict.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="InvalidOperationException">The state kept changing.</exception>
    public async Task<Answer<T>> WriteAsync<T>(
        ProjectId project, Func<Task<Change<T>>> decide, CancellationToken cancellationToken)
        where T : class
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var change = await decide();
            if (!change.IsWrite || change.Answer.Refusal is not null)
            {
                return change.Answer;
            }

            var commit = new Commit(project, null, change.Documents, change.Scans, change.Work);
            if (await store.CommitAsync(commit, cancellationToken) is CommitOutcome.Committed)
            {
                return change.Answer;
            }

            await PauseAsync(attempt, project.Value.Length, cancellationToken);
        }

        throw new InvalidOperationException($"the state of {project} kept changing during the server's own work");
    }

    private static Answer<T> Replay<T>(CallIdentity call, RequestRecord earlier)
        where T : class =>
        earlier.Fingerprint == call.Fingerprint
            ? Answers.Of(JsonSerializer.Deserialize<T>(earlier.Reply, StateJson.Options)!)
            : Answers.Refused<T>(Refusal.Invalid(
                "REQUEST_ID_REUSED", $"request_id {call.Id} was used before with another payload"));

    private static Task PauseAsync(int attempt, int spread, CancellationToken cancellationToken) =>
        attempt < 3
            ? Task.CompletedTask
            : Task.Delay(TimeSpan.FromMilliseconds((attempt * 5) + (int)((uint)spread % 20)), cancellationToken);
}
