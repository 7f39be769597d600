using System.Diagnostics;
using ActiveSeg.Protocol.V1;
using ActiveSeg.TestKit.Stores;

namespace ActiveSeg.EndToEnd.Tests;

/// <summary>Real processes are killed with SIGKILL in the middle of a round; scans are PHANTOMS, raters SIMULATED.</summary>
[Collection("real processes, one test at a time")]
public sealed class CrashTests
{
    [Fact]
    public async Task Round_TrainerAndServerKilled_FinishesAndKeepsEveryAcceptedRead()
    {
        var token = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        await using var server = new ServerUnderTest(folder.Path, "--with-trainer");
        await server.StartAsync(token);
        using var client = new Client(server.Address);
        var cohort = new Cohort(client, "crash", scans: 12);
        await cohort.CreateAsync(reads: 2, batch: 4, steps: 150, token);
        await cohort.LockAsync(0.25, token);
        await cohort.StartRoundAsync(token);
        await cohort.UntilAsync(RoundPhase.Labelling, token);

        var reads = 0;
        await Task.WhenAll(Enumerable.Range(0, 3).Select(rater => cohort.DelineateAsync(rater, KillOnceAsync, token)));
        await UntilTrainingAsync(cohort, token);
        KillTrainer(server);
        await cohort.UntilAsync(RoundPhase.Training, token);
        await Task.Delay(TimeSpan.FromSeconds(1), token);
        await server.KillAsync();
        await server.StartAsync(token);
        var closed = await cohort.UntilAsync(RoundPhase.Closed, token);

        Assert.Equal(RoundPhase.Closed, closed.Phase);
        Assert.True(closed.Promoted, closed.Outcome);
        Assert.Equal(8, cohort.Accepted.Count);
        await AssertEveryReadIsThereAsync(client, cohort, token);

        async Task KillOnceAsync()
        {
            if (Interlocked.Increment(ref reads) == 3)
            {
                await server.KillAsync();
                await server.StartAsync(token);
            }
        }
    }

    internal static async Task AssertEveryReadIsThereAsync(Client client, Cohort cohort, CancellationToken token)
    {
        var scans = await cohort.ScansAsync(token);
        var kept = scans.SelectMany(s => s.Reads.Select(r => (Name: $"{s.Scan_}/{r.Read_}/{r.Mask.Sha256}", r.Mask))).ToList();
        Assert.Equal(cohort.Accepted.Order(), kept.Select(k => k.Name).Order());
        foreach (var (_, mask) in kept)
        {
            var bytes = await client.DownloadAsync(mask, token);
            Assert.Equal(mask.Sha256, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)));
        }
    }

    private static async Task UntilTrainingAsync(Cohort cohort, CancellationToken token)
    {
        while (true)
        {
            var round = await cohort.RoundAsync(token);
            if (round.Phase == RoundPhase.Training && round.TrainingProgress.Length > 0)
            {
                return;
            }

            Assert.True(round.Phase < RoundPhase.Evaluating, $"training was over before the trainer could be killed: {round.Phase}");
            await Task.Delay(50, token);
        }
    }

    private static void KillTrainer(ServerUnderTest server)
    {
        using var trainer = Process.GetProcessById(server.TrainerPid);
        trainer.Kill();
    }
}
