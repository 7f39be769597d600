using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ActiveSeg.EndToEnd.Tests;

/// <summary>A server that cannot start says why in one line and ends with code 3.</summary>
[Collection("real processes, one test at a time")]
public sealed class StartTests
{
    [Fact]
    public async Task Start_PortInUse_NamesThePortAndEndsWithThree()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var folder = Directory.CreateTempSubdirectory("activeseg-port-").FullName;

        var (code, error) = await RunAsync("--data", folder, "--grpc-port", $"{port}", "--web-port", $"{ServerUnderTest.FreePort()}");

        Assert.Equal(3, code);
        Assert.Contains($"{port}", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_DataFolderCannotBeMade_NamesTheFolderAndEndsWithThree()
    {
        var file = Path.GetTempFileName();
        var folder = Path.Combine(file, "data");

        var (code, error) = await RunAsync(
            "--data", folder, "--grpc-port", $"{ServerUnderTest.FreePort()}", "--web-port", $"{ServerUnderTest.FreePort()}");

        Assert.Equal(3, code);
        Assert.Contains(folder, error, StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public async Task Start_UnknownOption_NamesItAndEndsWithTwo()
    {
        var (code, error) = await RunAsync("--nonsense", "1");

        Assert.Equal(2, code);
        Assert.Contains("--nonsense", error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Error)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Programs.Server)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await output;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, error);
    }
}
