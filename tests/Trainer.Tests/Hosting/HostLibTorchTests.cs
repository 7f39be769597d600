using ActiveSeg.Trainer.Tests.Peer;

namespace ActiveSeg.Trainer.Tests.Hosting;

/// <summary>Trainers in processes of their own, since a process loads libtorch once.</summary>
public sealed class HostLibTorchTests : IDisposable
{
    private const string OtherVersion = "/usr/lib/python3/dist-packages/torch";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly string _root = Directory.CreateTempSubdirectory("trainer-torch-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Check_OwnLibTorch_IsMappedFromOneFolder()
    {
        var own = Path.Combine(AppContext.BaseDirectory, "libtorch");

        var (code, output, _) = await CheckAsync("", "--device", "cpu");

        Assert.Equal(0, code);
        Assert.Equal(["device: cpu", "libtorch: 2.10.0", $"folder: {own}"], output.Where(line => !Is(line, "library")));
        Assert.Equal(
            [$"library: {own}/libc10.so", $"library: {own}/libtorch.so", $"library: {own}/libtorch_cpu.so"],
            output.Where(line => Is(line, "library")));
    }

    [Fact]
    public async Task Check_LibTorchOfAnotherFolder_IsTheOnlyOneMapped()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, "torch", "lib")).FullName;
        foreach (var library in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "libtorch")))
        {
            File.Copy(library, Path.Combine(folder, Path.GetFileName(library)));
        }

        await File.WriteAllTextAsync(
            Path.Combine(_root, "torch", "version.py"), "__version__ = '2.10.0+host'\n", TestContext.Current.CancellationToken);

        var (code, output, _) = await CheckAsync(_root);

        Assert.Equal(0, code);
        Assert.Contains("libtorch: 2.10.0+host", output);
        Assert.Equal(
            [$"library: {folder}/libc10.so", $"library: {folder}/libtorch.so", $"library: {folder}/libtorch_cpu.so"],
            output.Where(line => Is(line, "library")));
    }

    [Fact]
    public async Task Check_LibTorchOfAnotherVersion_NamesBothVersionsAndWhatIsMissing()
    {
        if (!Directory.Exists(OtherVersion))
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") is { Length: > 0 } and not "false", $"{OtherVersion} is missing");
            Assert.Skip($"{OtherVersion} is missing (package python3-torch)");
        }

        var (code, output, log) = await CheckAsync(OtherVersion);

        Assert.Equal(4, code);
        Assert.Empty(output);
        Assert.Contains($"in {OtherVersion}/lib does not fit the binding library, which was built for libtorch 2.10", log, StringComparison.Ordinal);
        Assert.Matches(@"libtorch 1\.\d+\.\d+\S* in ", log);
        Assert.Matches(@"\d+ of the \d+ symbols that it needs are missing, the first of them _Z\w+", log);
    }

    [Fact]
    public async Task Check_FolderWithoutLibTorch_ExitsAndNamesIt()
    {
        var (code, _, log) = await CheckAsync(_root);

        Assert.Equal(4, code);
        Assert.Contains($"ACTIVESEG_LIBTORCH is {_root}, but neither", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_GpuWithoutACudaBuild_ExitsBeforeItAsksForAJob()
    {
        await using var server = await RemoteServer.StartAsync(TestContext.Current.CancellationToken);
        using var trainer = TrainerProcess.Start(
            "--server", server.Address.ToString(), "--cache", _root, "--device", "cuda");

        await trainer.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.Equal(4, trainer.ExitCode);
        Assert.Contains("device cuda cannot be used: this libtorch was built without CUDA", trainer.Log, StringComparison.Ordinal);
        Assert.Empty(server.State.ClaimIds);
    }

    [Fact]
    public async Task Check_GpuWithoutACudaBuildButTheProcessorAllowed_SaysWhyItIsTaken()
    {
        var (code, output, _) = await CheckAsync("", "--device", "cuda", "--allow-cpu");

        Assert.Equal(0, code);
        Assert.Contains("device: cpu", output);
        Assert.Contains("no_gpu_because: this libtorch was built without CUDA", output);
    }

    private static bool Is(string line, string fact) => line.StartsWith(fact + ": ", StringComparison.Ordinal);

    private static async Task<(int Code, string[] Output, string Log)> CheckAsync(string libTorch, params string[] args)
    {
        var token = TestContext.Current.CancellationToken;
        using var trainer = TrainerProcess.Start(libTorch, ["--check", .. args]);
        await trainer.WaitForExitAsync(token).WaitAsync(Patience, token);
        return (trainer.ExitCode, trainer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), trainer.Log);
    }
}
