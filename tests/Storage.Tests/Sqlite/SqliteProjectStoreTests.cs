using ActiveSeg.Contracts.Storage;
using ActiveSeg.Storage.Sqlite;
using ActiveSeg.TestKit.Stores;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ActiveSeg.Storage.Tests.Sqlite;

public sealed class SqliteProjectStoreTests : StoreConformance
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(SampleStates.Start.AddTicks(1234567));

    protected override ValueTask PrepareAsync() => ValueTask.CompletedTask;

    protected override IProjectStore Create() => Create(_folder.File("store/activeseg.db"));

    protected override Task LetTimePassAsync(TimeSpan span)
    {
        _time.Advance(span);
        return Task.CompletedTask;
    }

    protected override ValueTask RemoveAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task ReadClockAsync_FollowsTheTimeProvider()
    {
        var before = await Store.ReadClockAsync(Token);
        _time.Advance(TimeSpan.FromMicroseconds(5));

        Assert.Equal(TimeSpan.FromMicroseconds(5), await Store.ReadClockAsync(Token) - before);
    }

    [Fact]
    public async Task InitializeAsync_FolderIsBelowAFile_NamesTheFolder()
    {
        await File.WriteAllTextAsync(_folder.File("occupied"), "", Token);
        using var store = Create(_folder.File("occupied/data/activeseg.db"));

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.InitializeAsync(Token));

        Assert.Contains("occupied", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InitializeAsync_FileIsNoDatabase_SaysSo()
    {
        await File.WriteAllTextAsync(_folder.File("activeseg.db"), new string('x', 5000), Token);
        using var store = Create(_folder.File("activeseg.db"));

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.InitializeAsync(Token));

        Assert.Contains("not a database", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InitializeAsync_SchemaOfANewerProgram_IsRefused()
    {
        await using (var connection = new SqliteConnection($"Data Source={_folder.File("store/activeseg.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "insert into schema_version values (999)";
            command.ExecuteNonQuery();
        }

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => Store.InitializeAsync(Token));

        Assert.Contains("999", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_FileHasGone_IsUnavailable()
    {
        using var store = Create(_folder.File("never-made.db"));

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(
            () => store.ReadAsync<Note>(DocumentKey.OfAgent(Lumbar), Token));

        Assert.Contains("never-made.db", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, "read-only")]
    [InlineData(13, "full")]
    [InlineData(14, "cannot be opened")]
    [InlineData(10, "failed")]
    [InlineData(5, "busy")]
    public void Translate_ErrorOfTheDisk_NamesFileAndReason(int code, string reason)
    {
        var error = SqliteErrors.Translate(new SqliteException("driver's text", code), "/srv/activeseg.db");

        Assert.Contains("/srv/activeseg.db", error!.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Translate_MistakeInAStatement_IsNotHidden() =>
        Assert.Null(SqliteErrors.Translate(new SqliteException("near \"selec\": syntax error", 1), "/srv/activeseg.db"));

    private SqliteProjectStore Create(string file) => new(file, _time, NullLogger<SqliteProjectStore>.Instance);
}
