using System.Diagnostics;
using Npgsql;

namespace ActiveSeg.TestKit.Postgres;

/// <summary>A private PostgreSQL on loopback for one test assembly; every test gets a schema of its own.</summary>
/// <remarks>Without PostgreSQL's programs tests are skipped with the reason, but fail where the variable CI is set.
/// The server runs without fsync: it proves behaviour, not durability.</remarks>
public sealed class PostgresServer : IAsyncLifetime
{
    // Not below a private folder: run by root, the server has a user of its own.
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "activeseg-pg-" + Path.GetRandomFileName());
    private string _connectionString = "";
    private string _missing = "";
    private int _schemas;

    public async ValueTask InitializeAsync()
    {
        var (code, output, error) = await RunAsync(
            "start",
            _folder,
            "0",
            $"{Environment.ProcessId}",
            "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "max_connections=400", "-c", "shared_buffers=64MB");
        if (code == 0)
        {
            _connectionString = (await File.ReadAllTextAsync(output.Trim())).Trim();
            return;
        }

        _missing = error.Trim();
        if (Environment.GetEnvironmentVariable("CI") is { Length: > 0 } and not "false")
        {
            throw new InvalidOperationException($"these tests need PostgreSQL: {_missing}");
        }
    }

    /// <summary>Connection string of a new, empty schema; skips the test when there is no server.</summary>
    public async Task<string> CreateSchemaAsync(CancellationToken cancellationToken)
    {
        Assert.SkipWhen(_missing.Length > 0, _missing);
        var schema = $"test{Interlocked.Increment(ref _schemas)}";
        await ExecuteAsync(_connectionString, $"create schema {schema}", cancellationToken);
        return new NpgsqlConnectionStringBuilder(_connectionString)
        {
            SearchPath = schema,
            ApplicationName = schema,
        }.ToString();
    }

    /// <summary>Runs one statement on a connection of its own.</summary>
    public static async Task ExecuteAsync(string connectionString, string sql, CancellationToken cancellationToken)
    {
        var alone = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(alone.ToString());
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("stop", _folder, "immediate");
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Root(), "eng", "postgres", script))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"eng/postgres/{script} did not start");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ActiveSeg.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"'{AppContext.BaseDirectory}' is not within the repository");
    }
}
