using System.Collections.Immutable;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Storage.Rows;
using Microsoft.Data.Sqlite;

namespace ActiveSeg.Storage.Sqlite;

public sealed partial class SqliteProjectStore
{
    /// <inheritdoc />
    public Task<ImmutableArray<OutboxMessage>> TakeWorkAsync(
        int limit, TimeSpan hold, CancellationToken cancellationToken) => _database.WriteAsync(
        (connection, transaction) =>
        {
            var now = Now;
            using var command = connection.Sql(
                """
                update outbox set taken_until = @until, attempts = attempts + 1
                where id in (select id from outbox where done = 0 and taken_until <= @now order by id limit @limit)
                returning id, project, kind, subject, attempts
                """,
                ("@until", now + StoreTime.ToMicroseconds(hold)),
                ("@now", now),
                ("@limit", limit));
            var taken = new List<OutboxMessage>();
            using (var reader = command.ExecuteReader())
            {
                while (reader.Read())
                {
                    taken.Add(new OutboxMessage(
                        reader.GetInt64(0),
                        new ProjectId(reader.GetString(1)),
                        (WorkKind)reader.GetInt32(2),
                        reader.GetString(3),
                        reader.GetInt32(4)));
                }
            }

            if (taken.Count > 0)
            {
                transaction.Commit();
            }

            return taken.OrderBy(message => message.Id).ToImmutableArray();
        },
        cancellationToken);

    /// <inheritdoc />
    public Task FinishWorkAsync(long id, CancellationToken cancellationToken) => ExecuteAsync(
        connection => connection.Sql("update outbox set done = 1 where id = @id", ("@id", id)), cancellationToken);

    /// <inheritdoc />
    public Task PostponeWorkAsync(long id, TimeSpan delay, string reason, CancellationToken cancellationToken) => ExecuteAsync(
        connection => connection.Sql(
            "update outbox set taken_until = @until, last_error = @reason where id = @id and done = 0",
            ("@until", Now + StoreTime.ToMicroseconds(delay)),
            ("@reason", reason),
            ("@id", id)),
        cancellationToken);

    private Task<int> ExecuteAsync(Func<SqliteConnection, SqliteCommand> make, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            (connection, transaction) =>
            {
                using var command = make(connection);
                var rows = command.ExecuteNonQuery();
                transaction.Commit();
                return rows;
            },
            cancellationToken);

    private void InsertWork(SqliteConnection connection, string project, NewWork work)
    {
        using var command = connection.Sql(
            """
            insert into outbox (project, kind, subject, created, taken_until, attempts, last_error, done)
            values (@project, @kind, @subject, @now, @now, 0, '', 0)
            """,
            ("@project", project),
            ("@kind", (int)work.Kind),
            ("@subject", work.Subject),
            ("@now", Now));
        command.ExecuteNonQuery();
    }
}
