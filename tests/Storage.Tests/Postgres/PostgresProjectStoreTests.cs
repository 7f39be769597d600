using System.Globalization;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Storage.Postgres;
using ActiveSeg.TestKit.Postgres;
using ActiveSeg.TestKit.Stores;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActiveSeg.Storage.Tests.Postgres;

public sealed class PostgresProjectStoreTests(PostgresServer server) : StoreConformance
{
    private string _connectionString = "";

    protected override async ValueTask PrepareAsync() => _connectionString = await server.CreateSchemaAsync(Token);

    protected override IProjectStore Create() =>
        new PostgresProjectStore(_connectionString, NullLogger<PostgresProjectStore>.Instance);

    protected override Task LetTimePassAsync(TimeSpan span) => PostgresServer.ExecuteAsync(
        _connectionString,
        string.Create(
            CultureInfo.InvariantCulture,
            $"update outbox set taken_until = taken_until - interval '{span.TotalSeconds} seconds'"),
        Token);

    protected override ValueTask RemoveAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task InitializeAsync_SchemaOfANewerProgram_IsRefused()
    {
        await PostgresServer.ExecuteAsync(_connectionString, "insert into schema_version values (999)", Token);

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => Store.InitializeAsync(Token));

        Assert.Contains("999", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CommitAsync_BackendsAreKilled_IsUnavailableThenWorksAgain()
    {
        await CommittedAsync(CommitOf(documents: [ProjectWrite(0)]));
        await PostgresServer.ExecuteAsync(
            _connectionString,
            "select pg_terminate_backend(pid) from pg_stat_activity "
            + "where application_name = current_setting('application_name') and pid <> pg_backend_pid()",
            Token);

        var outcomes = new List<object>();
        while (outcomes.Count < 5 && outcomes.LastOrDefault() is not CommitOutcome.Committed)
        {
            try
            {
                outcomes.Add(await Store.CommitAsync(
                    CommitOf(SampleStates.Request(1), [ProjectWrite(1, "Spine")]), Token));
            }
            catch (StoreUnavailableException e)
            {
                outcomes.Add(e);
            }
        }

        Assert.IsType<StoreUnavailableException>(outcomes[0]);
        Assert.IsType<CommitOutcome.Committed>(outcomes[^1]);
        Assert.Equal("Spine", (await ProjectAsync()).Value.DisplayName);
    }

    [Fact]
    public async Task InitializeAsync_NobodyListens_NamesTheServerAndNoSecret()
    {
        await using var store = new PostgresProjectStore(
            "Host=127.0.0.1;Port=1;Database=lumbar;Username=u;Password=hush", NullLogger<PostgresProjectStore>.Instance);

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.InitializeAsync(Token));

        Assert.Contains("127.0.0.1:1", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task InitializeAsync_WrongPassword_SaysSoWithoutIt()
    {
        var wrong = new Npgsql.NpgsqlConnectionStringBuilder(_connectionString) { Password = "hush" };
        await using var store = new PostgresProjectStore(wrong.ToString(), NullLogger<PostgresProjectStore>.Instance);

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.InitializeAsync(Token));

        Assert.Contains("password authentication failed", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Password=hush;Prt=5")]
    [InlineData("hush")]
    [InlineData("Username=u;Password=hush")]
    public void Create_ConnectionStringIsNone_IsRefusedWithoutRepeatingIt(string text)
    {
        var error = Assert.Throws<ArgumentException>(
            () => new PostgresProjectStore(text, NullLogger<PostgresProjectStore>.Instance));

        Assert.DoesNotContain("hush", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_BeforeInitialize_IsUnavailable()
    {
        var empty = await server.CreateSchemaAsync(Token);
        await using var store = new PostgresProjectStore(empty, NullLogger<PostgresProjectStore>.Instance);

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(
            () => store.ReadAsync<Note>(DocumentKey.OfAgent(Lumbar), Token));

        Assert.Contains("not initialised", error.Message, StringComparison.Ordinal);
    }
}
