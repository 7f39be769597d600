using ActiveSeg.Protocol.V1;
using ActiveSeg.TestKit.Postgres;
using ActiveSeg.TestKit.Stores;

namespace ActiveSeg.EndToEnd.Tests;

/// <summary>Two real silos on one real PostgreSQL; one is killed with SIGKILL in the middle. PHANTOMS and SIMULATED raters.</summary>
[Collection("real processes, one test at a time")]
public sealed class ClusterTests(PostgresServer postgres)
{
    [Fact]
    public async Task Round_OneOfTwoSilosKilledWhileRatersWork_FinishesAndKeepsEveryAcceptedRead()
    {
        var token = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        var connection = folder.File("connection");
        await File.WriteAllTextAsync(connection, await postgres.CreateSchemaAsync(token), token);
        string[] store = ["--store", "postgres", "--connection-file", connection];
        await using var first = new ServerUnderTest(folder.Path, store);
        await using var second = new ServerUnderTest(folder.Path, [.. store, "--with-trainer"]);
        await first.StartAsync(token);
        await second.StartAsync(token);
        using var client = new Client(first.Address, second.Address);
        var cohort = new Cohort(client, "cluster", scans: 12);
        await cohort.CreateAsync(reads: 2, batch: 4, steps: 60, token);
        await cohort.LockAsync(0.25, token);
        await cohort.StartRoundAsync(token);
        await cohort.UntilAsync(RoundPhase.Labelling, token);

        var reads = 0;
        await Task.WhenAll(Enumerable.Range(0, 3).Select(rater => cohort.DelineateAsync(rater, KillOnceAsync, token)));
        var closed = await cohort.UntilAsync(RoundPhase.Closed, token);

        Assert.Equal(RoundPhase.Closed, closed.Phase);
        Assert.True(closed.Promoted, closed.Outcome);
        Assert.Equal(8, cohort.Accepted.Count);
        await CrashTests.AssertEveryReadIsThereAsync(client, cohort, token);

        async Task KillOnceAsync()
        {
            if (Interlocked.Increment(ref reads) == 3)
            {
                await first.KillAsync();
            }
        }
    }
}
