using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using ActiveSeg.Protocol.V1;
using Grpc.Core;

namespace ActiveSeg.EndToEnd.Tests;

/// <summary>Experiments through a real server, its trainer and the laboratory.</summary>
[Collection("real processes, one test at a time")]
public sealed class ExperimentTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("activeseg-experiments-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Experiment_SubmittedAndWatched_RoundsGoBeforeAndResultsAreFetched()
    {
        await using var server = await StartAsync();
        using var client = new Client(server.Address);
        var cohort = new Cohort(client, "spine", 4);
        await cohort.CreateAsync(reads: 1, batch: 1, steps: 5, Token);
        await cohort.LockAsync(0.25, Token);

        await RunCliAsync(
            server, "experiment", "submit", "--name", "balls", "--dataset", "balls", "--policies", "random,core-set",
            "--rounds", "3", "--batch", "2", "--seeds", "40", "--learner", "screening");
        await UntilAsync(client, "balls", e => e.RoundsDone > 0);
        await cohort.StartRoundAsync(Token);
        await cohort.UntilAsync(RoundPhase.Labelling, Token);
        var interrupted = (await GetAsync(client, "balls")).Status;
        var (watchCode, watched) = await RunCliAsync(server, "experiment", "watch", "balls", "--json");
        var file = Path.Combine(_folder, "results.zip");
        await RunCliAsync(server, "experiment", "fetch", "balls", "--out", file);

        Assert.NotEqual(ExperimentStatus.Done, interrupted);
        Assert.Equal(0, watchCode);
        using var json = JsonDocument.Parse(watched);
        Assert.Equal("EXPERIMENT_STATUS_DONE", json.RootElement.GetProperty("status").GetString());
        Assert.Equal(320, json.RootElement.GetProperty("rounds_done").GetInt32());
        Assert.Contains("balls: given back: a round's job goes first", server.Log(), StringComparison.Ordinal);
        using var archive = ZipFile.OpenRead(file);
        using var manifest = JsonDocument.Parse(archive.GetEntry("manifest.json")!.Open());
        Assert.Equal(40, manifest.RootElement.GetProperty("Seeds").GetArrayLength());
        Assert.DoesNotContain(archive.Entries, e => e.FullName.StartsWith("rounds/", StringComparison.Ordinal));
        Assert.False(Directory.Exists(Work("balls")));
    }

    [Fact]
    public async Task Experiment_CancelledOrWrong_StopsAndTheNextOneRuns()
    {
        await using var server = await StartAsync();
        using var client = new Client(server.Address);

        await SubmitAsync(client, "long", e => (e.Seeds, e.Rounds) = (100, 5));
        await UntilAsync(client, "long", e => e.RoundsDone > 0);
        var cancelled = await client.CallAsync(
            (i, o) => new ExperimentsService.ExperimentsServiceClient(i).CancelExperimentAsync(
                new CancelExperimentRequest { RequestId = Client.NewRequest(), Experiment = "long" }, o),
            Token);
        await SubmitAsync(client, "too-large", e => e.BatchSize = 500);
        var failed = await UntilAsync(client, "too-large", e => e.Status == ExperimentStatus.Failed);
        var refused = await Assert.ThrowsAsync<RpcException>(() => SubmitAsync(client, "escape", e => e.Dataset = "../balls"));
        var without = await RunCliAsync(server, "experiment", "fetch", "long", "--out", Path.Combine(_folder, "none.zip"));

        Assert.Equal(ExperimentStatus.Cancelled, cancelled.Experiment.Status);
        Assert.Equal(ExperimentStatus.Cancelled, (await GetAsync(client, "long")).Status);
        Assert.Contains("do not fit a pool", failed.Failure, StringComparison.Ordinal);
        Assert.Equal(1, failed.Attempts);
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.Equal(1, without.Code);
        Assert.Empty(LaboratoriesIn(Work("long")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<ServerUnderTest> StartAsync()
    {
        var root = Path.Combine(_folder, "datasets");
        LabelledDataset.Write(Path.Combine(root, "balls"));
        var server = new ServerUnderTest(_folder, "--with-trainer", "--trainer-threads", "2", "--experiments-root", root);
        await server.StartAsync(Token);
        return server;
    }

    private string Work(string experiment) => Path.Combine(_folder, "data", "trainer-cache", "experiments", experiment);

    private static Task<SubmitExperimentResponse> SubmitAsync(Client client, string name, Action<ExperimentSettings> change)
    {
        var request = new SubmitExperimentRequest
        {
            RequestId = Client.NewRequest(),
            Experiment = name,
            Settings = new ExperimentSettings
            {
                Dataset = "balls",
                Policies = { "random" },
                Rounds = 1,
                BatchSize = 2,
                Seeds = 1,
                Learner = ExperimentLearner.Screening,
            },
        };
        change(request.Settings);
        return client.CallAsync((i, o) => new ExperimentsService.ExperimentsServiceClient(i).SubmitExperimentAsync(request, o), Token);
    }

    private static async Task<Experiment> GetAsync(Client client, string name)
    {
        var request = new GetExperimentRequest { Experiment = name };
        var reply = await client.CallAsync((i, o) => new ExperimentsService.ExperimentsServiceClient(i).GetExperimentAsync(request, o), Token);
        return reply.Experiment;
    }

    private static async Task<Experiment> UntilAsync(Client client, string name, Func<Experiment, bool> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(120));
        while (true)
        {
            var experiment = await GetAsync(client, name);
            if (holds(experiment))
            {
                return experiment;
            }

            Assert.False(experiment.Status is ExperimentStatus.Done or ExperimentStatus.Failed, $"{experiment.Status}: {experiment.Failure}");
            await Task.Delay(200, limit.Token);
        }
    }

    private static async Task<(int Code, string Output)> RunCliAsync(ServerUnderTest server, params string[] words)
    {
        var start = new ProcessStartInfo(Programs.Cli, [.. words, "--server", server.Address])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(Token);
        var output = await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        await error;
        return (process.ExitCode, output);
    }

    /// <summary>Processes whose command line names a folder.</summary>
    private static string[] LaboratoriesIn(string folder) =>
    [
        .. Directory.EnumerateDirectories("/proc").Where(p => Path.GetFileName(p).All(char.IsAsciiDigit)).Select(CommandLine)
            .Where(line => line.Contains(folder, StringComparison.Ordinal)),
    ];

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
