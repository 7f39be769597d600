using ActiveSeg.Storage.Postgres;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace ActiveSeg.Storage.Membership;

/// <summary>The cluster's members in PostgreSQL: one version row a cluster, one row a silo.</summary>
/// <remarks>
/// <para>A change and the version it raises are one transaction; the version's etag is the version itself, and guards every change.
/// A row's etag rises with its changes but not with its heartbeat.</para>
/// </remarks>
internal sealed class PostgresMembershipTable(PostgresDatabase database, IOptions<ClusterOptions> cluster)
    : IMembershipTable, IDisposable
{
    private const int Active = (int)SiloStatus.Active;

    private string Cluster => cluster.Value.ClusterId;

    public async Task InitializeMembershipTable(bool tryInitTableVersion)
    {
        await PostgresSchema.UpgradeAsync(database, CancellationToken.None);
        if (tryInitTableVersion)
        {
            await ExecuteAsync("insert into membership_version values ($1, 0) on conflict do nothing", Cluster);
        }
    }

    public Task DeleteMembershipTableEntries(string clusterId) =>
        ExecuteAsync("delete from membership_version where cluster = $1", clusterId);

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => ExecuteAsync(
        "delete from membership_silo where cluster = $1 and status <> $2 and alive_at < $3",
        Cluster,
        Active,
        beforeDate.ToUniversalTime());

    public Task<MembershipTableData> ReadRow(SiloAddress key) => ReadAsync(
        """
        select v.version, s.etag, s.alive_at, s.body
        from membership_version v left join membership_silo s on s.cluster = v.cluster and s.silo = $2
        where v.cluster = $1
        """,
        Cluster,
        key.ToParsableString());

    public Task<MembershipTableData> ReadAll() => ReadAsync(
        """
        select v.version, s.etag, s.alive_at, s.body
        from membership_version v left join membership_silo s on s.cluster = v.cluster
        where v.cluster = $1
        """,
        Cluster);

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => ChangeAsync(
        tableVersion,
        """
        insert into membership_silo (cluster, silo, status, gateway, etag, alive_at, body)
        values ($1, $2, $3, $4, 1, $5, $6) on conflict do nothing
        """,
        Columns(entry));

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) =>
        long.TryParse(etag, out var expected)
            ? ChangeAsync(
                tableVersion,
                """
                update membership_silo set status = $3, gateway = $4, etag = etag + 1, alive_at = $5, body = $6
                where cluster = $1 and silo = $2 and etag = $7
                """,
                [.. Columns(entry), expected])
            : Task.FromResult(false);

    public Task UpdateIAmAlive(MembershipEntry entry) => ExecuteAsync(
        "update membership_silo set alive_at = $3 where cluster = $1 and silo = $2",
        Cluster,
        entry.SiloAddress.ToParsableString(),
        SiloText.Utc(entry.IAmAliveTime));

    public void Dispose() => database.Dispose();

    private object[] Columns(MembershipEntry entry) =>
    [
        Cluster,
        entry.SiloAddress.ToParsableString(),
        (int)entry.Status,
        entry.ProxyPort,
        SiloText.Utc(entry.IAmAliveTime),
        SiloText.Write(entry),
    ];

    private Task<bool> ChangeAsync(TableVersion next, string text, object[] values) => database.WriteAsync(
        async (connection, transaction) =>
        {
            await using var raise = connection.Sql(
                "update membership_version set version = $2 where cluster = $1 and version::text = $3",
                Cluster,
                next.Version,
                next.VersionEtag);
            if (await raise.ExecuteNonQueryAsync() != 1)
            {
                return false;
            }

            await using var change = connection.Sql(text, values);
            if (await change.ExecuteNonQueryAsync() != 1)
            {
                return false;
            }

            await transaction.CommitAsync();
            return true;
        },
        CancellationToken.None);

    private Task<MembershipTableData> ReadAsync(string text, params object[] values) => database.RunAsync(
        async connection =>
        {
            await using var command = connection.Sql(text, values);
            await using var reader = await command.ExecuteReaderAsync();
            var members = new List<Tuple<MembershipEntry, string>>();
            var version = 0;
            while (await reader.ReadAsync())
            {
                version = reader.GetInt32(0);
                if (!reader.IsDBNull(1))
                {
                    var entry = SiloText.Read(reader.GetString(3));
                    entry.IAmAliveTime = reader.GetFieldValue<DateTime>(2);
                    members.Add(Tuple.Create(entry, $"{reader.GetInt64(1)}"));
                }
            }

            return new MembershipTableData(members, new TableVersion(version, $"{version}"));
        },
        CancellationToken.None);

    private Task<int> ExecuteAsync(string text, params object[] values) => database.RunAsync(
        async connection =>
        {
            await using var command = connection.Sql(text, values);
            return await command.ExecuteNonQueryAsync();
        },
        CancellationToken.None);
}
