using System.Net;
using ActiveSeg.Storage.Membership;
using ActiveSeg.Storage.Postgres;
using ActiveSeg.TestKit.Postgres;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace ActiveSeg.Storage.Tests.Membership;

public sealed class PostgresMembershipTableTests(PostgresServer server) : IAsyncLifetime
{
    private static readonly DateTime Start = new(2026, 3, 1, 8, 0, 0, DateTimeKind.Utc);
    private readonly List<PostgresMembershipTable> _opened = [];
    private string _connectionString = "";
    private PostgresMembershipTable _table = null!;

    public async ValueTask InitializeAsync()
    {
        _connectionString = await server.CreateSchemaAsync(TestContext.Current.CancellationToken);
        _table = Open("alpha");
        await _table.InitializeMembershipTable(true);
    }

    public ValueTask DisposeAsync()
    {
        _opened.ForEach(table => table.Dispose());
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task ReadAll_FreshTable_IsEmptyAtVersionZero()
    {
        await _table.InitializeMembershipTable(true);

        var data = await _table.ReadAll();

        Assert.Empty(data.Members);
        Assert.Equal(new TableVersion(0, "0"), data.Version);
    }

    [Fact]
    public async Task InsertRow_NewSilo_IsReadBackWholeAndRaisesTheVersion()
    {
        var entry = Silo(1);
        entry.SuspectTimes = [Tuple.Create(Address(2), Start.AddMinutes(3)), Tuple.Create(Address(3), Start.AddMinutes(4))];

        Assert.True(await _table.InsertRow(entry, await NextAsync()));

        var data = await _table.ReadRow(entry.SiloAddress);
        Assert.Equal(1, data.Version.Version);
        var read = Assert.Single(data.Members).Item1;
        Assert.Equal(
            (entry.SiloAddress, entry.Status, entry.ProxyPort, entry.HostName, entry.SiloName, entry.StartTime, entry.IAmAliveTime),
            (read.SiloAddress, read.Status, read.ProxyPort, read.HostName, read.SiloName, read.StartTime, read.IAmAliveTime));
        Assert.Equal(entry.SuspectTimes, read.SuspectTimes);
        Assert.Equal(DateTimeKind.Utc, read.IAmAliveTime.Kind);
    }

    [Fact]
    public async Task InsertRow_SiloIsThere_IsRefusedAndTheVersionStays()
    {
        await _table.InsertRow(Silo(1), await NextAsync());

        Assert.False(await _table.InsertRow(Silo(1), await NextAsync()));

        Assert.Equal(1, (await _table.ReadAll()).Version.Version);
    }

    [Fact]
    public async Task InsertRow_StaleVersion_IsRefusedWhole()
    {
        var stale = await NextAsync();
        await _table.InsertRow(Silo(1), await NextAsync());

        Assert.False(await _table.InsertRow(Silo(2), stale));

        var data = await _table.ReadAll();
        Assert.Single(data.Members);
        Assert.Equal(1, data.Version.Version);
    }

    [Fact]
    public async Task UpdateRow_CurrentTags_ReplacesTheRowAndRaisesBoth()
    {
        await _table.InsertRow(Silo(1), await NextAsync());
        var (entry, etag) = (await _table.ReadRow(Address(1))).Members[0];
        entry.Status = SiloStatus.ShuttingDown;

        Assert.True(await _table.UpdateRow(entry, etag, await NextAsync()));

        var data = await _table.ReadRow(Address(1));
        Assert.Equal(2, data.Version.Version);
        Assert.Equal(SiloStatus.ShuttingDown, data.Members[0].Item1.Status);
        Assert.NotEqual(etag, data.Members[0].Item2);
    }

    [Fact]
    public async Task UpdateRow_StaleRowOrVersion_IsRefusedWhole()
    {
        await _table.InsertRow(Silo(1), await NextAsync());
        var (entry, etag) = (await _table.ReadRow(Address(1))).Members[0];
        var staleVersion = await NextAsync();
        Assert.True(await _table.UpdateRow(entry, etag, await NextAsync()));
        entry.Status = SiloStatus.Dead;

        Assert.False(await _table.UpdateRow(entry, etag, await NextAsync()));
        Assert.False(await _table.UpdateRow(entry, "not a number", await NextAsync()));
        Assert.False(await _table.UpdateRow(entry, (await _table.ReadRow(Address(1))).Members[0].Item2, staleVersion));
        Assert.False(await _table.UpdateRow(Silo(9), "1", await NextAsync()));

        var data = await _table.ReadAll();
        Assert.Equal(2, data.Version.Version);
        Assert.Equal(SiloStatus.Active, data.Members[0].Item1.Status);
    }

    [Fact]
    public async Task ReadRow_AbsentSilo_StillHasTheVersion()
    {
        await _table.InsertRow(Silo(1), await NextAsync());

        var data = await _table.ReadRow(Address(2));

        Assert.Empty(data.Members);
        Assert.Equal(1, data.Version.Version);
    }

    [Fact]
    public async Task UpdateIAmAlive_ChangesTheHeartbeatOnly()
    {
        await _table.InsertRow(Silo(1), await NextAsync());
        var before = await _table.ReadRow(Address(1));
        var beat = Silo(1);
        beat.IAmAliveTime = Start.AddHours(1);
        beat.Status = SiloStatus.Dead;

        await _table.UpdateIAmAlive(beat);

        var after = await _table.ReadRow(Address(1));
        Assert.Equal(Start.AddHours(1), after.Members[0].Item1.IAmAliveTime);
        Assert.Equal(SiloStatus.Active, after.Members[0].Item1.Status);
        Assert.Equal(before.Version, after.Version);
        Assert.True(await _table.UpdateRow(after.Members[0].Item1, before.Members[0].Item2, before.Version.Next()));
    }

    [Fact]
    public async Task InsertRow_TwentySilosAtOnce_EachWinsOneVersion()
    {
        var second = Open("alpha");

        var tries = await Task.WhenAll(Enumerable.Range(1, 20).Select(i => Task.Run(async () =>
        {
            var table = i % 2 == 0 ? _table : second;
            for (var attempt = 1; ; attempt++)
            {
                if (await table.InsertRow(Silo(i), (await table.ReadAll()).Version.Next()))
                {
                    return attempt;
                }
            }
        })));

        var data = await _table.ReadAll();
        Assert.All(tries, attempts => Assert.InRange(attempts, 1, 20));
        Assert.Equal(20, data.Members.Count);
        Assert.Equal(20, data.Version.Version);
    }

    [Fact]
    public async Task CleanupDefunctSiloEntries_OldAndNotActive_AreRemoved()
    {
        await _table.InsertRow(Silo(1, SiloStatus.Dead), await NextAsync());
        await _table.InsertRow(Silo(2), await NextAsync());
        var young = Silo(3, SiloStatus.Dead);
        young.IAmAliveTime = Start.AddDays(1);
        await _table.InsertRow(young, await NextAsync());

        await _table.CleanupDefunctSiloEntries(new DateTimeOffset(Start.AddHours(1)));

        var left = (await _table.ReadAll()).Members.Select(m => m.Item1.SiloAddress).ToHashSet();
        Assert.Equal([Address(2), Address(3)], left);
    }

    [Fact]
    public async Task DeleteMembershipTableEntries_OneCluster_LeavesTheOther()
    {
        var other = Open("beta");
        await other.InitializeMembershipTable(true);
        await other.InsertRow(Silo(7), (await other.ReadAll()).Version.Next());
        await _table.InsertRow(Silo(1), await NextAsync());

        await _table.DeleteMembershipTableEntries("alpha");

        Assert.Empty((await _table.ReadAll()).Members);
        Assert.Equal(Address(7), Assert.Single((await other.ReadAll()).Members).Item1.SiloAddress);
    }

    [Fact]
    public async Task GetGateways_ActiveSilosWithAGateway_AreListed()
    {
        await _table.InsertRow(Silo(1), await NextAsync());
        await _table.InsertRow(Silo(2, SiloStatus.Dead), await NextAsync());
        var without = Silo(3);
        without.ProxyPort = 0;
        await _table.InsertRow(without, await NextAsync());
        using var gateways = new PostgresGatewayList(
            new PostgresDatabase(_connectionString),
            Options.Create(new ClusterOptions { ClusterId = "alpha" }),
            Options.Create(new GatewayOptions()));
        await gateways.InitializeGatewayListProvider();

        var found = await gateways.GetGateways();

        Assert.Equal(new Uri("gwy.tcp://127.0.0.1:30001/11"), Assert.Single(found));
    }

    private static SiloAddress Address(int number) => SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 11000 + number), 10 + number);

    private static MembershipEntry Silo(int number, SiloStatus status = SiloStatus.Active) => new()
    {
        SiloAddress = Address(number),
        Status = status,
        ProxyPort = 30000 + number,
        HostName = "host",
        SiloName = $"silo-{number}",
        StartTime = Start,
        IAmAliveTime = Start,
    };

    private async Task<TableVersion> NextAsync() => (await _table.ReadAll()).Version.Next();

    private PostgresMembershipTable Open(string cluster)
    {
        var table = new PostgresMembershipTable(
            new PostgresDatabase(_connectionString), Options.Create(new ClusterOptions { ClusterId = cluster }));
        _opened.Add(table);
        return table;
    }
}
