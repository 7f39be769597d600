using System.Collections.Immutable;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Domain.Projects;

namespace ActiveSeg.Storage.Postgres;

public sealed partial class PostgresProjectStore
{
    /// <inheritdoc />
    public Task<ImmutableArray<OutboxMessage>> TakeWorkAsync(
        int limit, TimeSpan hold, CancellationToken cancellationToken) => _database.WriteAsync(
        async (connection, transaction) =>
        {
            var taken = new List<OutboxMessage>();
            await using (var command = connection.Sql(
                """
                with picked as materialized (
                    select id from outbox where not done and taken_until <= clock_timestamp()
                    order by id limit $1 for update skip locked)
                update outbox o set taken_until = clock_timestamp() + $2, attempts = attempts + 1
                from picked where o.id = picked.id
                returning o.id, o.project, o.kind, o.subject, o.attempts
                """,
                limit,
                hold))
            {
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                while (await reader.ReadAsync(cancellationToken))
                {
                    taken.Add(new OutboxMessage(
                        reader.GetInt64(0),
                        new ProjectId(reader.GetString(1)),
                        (WorkKind)reader.GetInt32(2),
                        reader.GetString(3),
                        reader.GetInt32(4)));
                }
            }

            await transaction.CommitAsync(CancellationToken.None);
            return taken.OrderBy(message => message.Id).ToImmutableArray();
        },
        cancellationToken);

    /// <inheritdoc />
    public Task FinishWorkAsync(long id, CancellationToken cancellationToken) =>
        ExecuteAsync("update outbox set done = true where id = $1", [id], cancellationToken);

    /// <inheritdoc />
    public Task PostponeWorkAsync(long id, TimeSpan delay, string reason, CancellationToken cancellationToken) => ExecuteAsync(
        "update outbox set taken_until = clock_timestamp() + $2, last_error = $3 where id = $1 and not done",
        [id, delay, reason.Replace('\0', '\uFFFD')],
        cancellationToken);

    private Task<int> ExecuteAsync(string text, object[] values, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            async (connection, transaction) =>
            {
                await using var command = connection.Sql(text, values);
                var rows = await command.ExecuteNonQueryAsync(cancellationToken);
                await transaction.CommitAsync(CancellationToken.None);
                return rows;
            },
            cancellationToken);
}
