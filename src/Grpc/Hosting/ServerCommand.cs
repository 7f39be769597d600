using System.Text.Json;
using ActiveSeg.Contracts.Storage;

namespace ActiveSeg.Grpc.Hosting;

/// <summary>Runs the small-site server: silo, services and page in one process, a trainer as its child.</summary>
internal static class ServerCommand
{
    private const int UsageError = 2;
    private const int StartFailed = 3;

    /// <summary>Runs until it is asked to stop.</summary>
    /// <returns>0 after a stop, 2 for a wrong command line, 3 when it could not start.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        try
        {
            var options = ServerOptions.Parse(args);
            await using var app = ServerSetup.Build(options);
            await app.Services.GetRequiredService<IProjectStore>().InitializeAsync(CancellationToken.None);
            await app.StartAsync();
            var trainer = app.Services.GetService<TrainerProcess>();
            await output.WriteLineAsync(JsonSerializer.Serialize(new
            {
                ready = true,
                grpc = $"http://127.0.0.1:{options.GrpcPort}",
                web = $"http://127.0.0.1:{options.WebPort}",
                pid = Environment.ProcessId,
                trainerPid = trainer is null ? 0 : await trainer.FirstProcess.WaitAsync(TimeSpan.FromSeconds(30)),
            }));
            await output.FlushAsync();
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (ArgumentException wrong)
        {
            await error.WriteLineAsync($"activeseg server: {wrong.Message}");
            return UsageError;
        }
        catch (StoreUnavailableException unavailable)
        {
            await error.WriteLineAsync($"activeseg server: {unavailable.Message}");
            return StartFailed;
        }
        catch (IOException unusable)
        {
            await error.WriteLineAsync($"activeseg server: {unusable.Message}");
            return StartFailed;
        }
        catch (UnauthorizedAccessException unusable)
        {
            await error.WriteLineAsync($"activeseg server: {unusable.Message}");
            return StartFailed;
        }
    }
}
