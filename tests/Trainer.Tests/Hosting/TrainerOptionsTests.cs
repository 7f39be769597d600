using ActiveSeg.Trainer.Hosting;

namespace ActiveSeg.Trainer.Tests.Hosting;

public sealed class TrainerOptionsTests
{
    [Fact]
    public void TryParse_EveryOption_IsRead()
    {
        string[] args = [
            "--server", "http://127.0.0.1:1,http://127.0.0.1:2", "--name", "A", "--cache", "/tmp/x", "--cache-gib", "2",
            "--threads", "1", "--parent-pid", "77", "--once", "--device", "cuda:1", "--allow-cpu",
            "--half-precision"];

        Assert.True(TrainerOptions.TryParse(args, out var options, out _));

        Assert.Equal([1, 2], options.Servers.Select(server => server.Port));
        Assert.Equal(("A", "/tmp/x", 2L << 30), (options.Name, options.Cache, options.CacheBytes));
        Assert.True(options.HalfPrecision);
        Assert.Equal((1, (int?)77, true), (options.Threads, options.ParentPid, options.Once));
        Assert.Equal(("cuda:1", true, false), (options.Device.Device.ToString(), options.Device.AllowCpu, options.Check));
    }

    [Fact]
    public void TryParse_CheckForAGpu_NeedsNoServer()
    {
        Assert.True(TrainerOptions.TryParse(["--check", "--require-gpu"], out var options, out _));

        Assert.Equal(("auto", false, true), (options.Device.Device.ToString(), options.Device.AllowCpu, options.Check));
    }

    [Fact]
    public void TryParse_ExperimentsRoot_IsAFolderThatIsThere()
    {
        Assert.True(TrainerOptions.TryParse(["--server", "http://127.0.0.1:1", "--experiments-root", Path.GetTempPath()], out var options, out _));
        Assert.True(TrainerOptions.TryParse(["--server", "http://127.0.0.1:1"], out var without, out _));

        Assert.True(Directory.Exists(options.ExperimentsRoot));
        Assert.Null(without.ExperimentsRoot);
    }

    [Theory]
    [InlineData("--server is missing")]
    [InlineData("--server ftp://127.0.0.1 is not understood", "--server", "ftp://127.0.0.1")]
    [InlineData("--threads 0 is not understood", "--server", "http://127.0.0.1:1", "--threads", "0")]
    [InlineData("--device gpu is not understood", "--server", "http://127.0.0.1:1", "--device", "gpu")]
    [InlineData("--require-gpu contradicts --device cpu", "--check", "--device", "cpu", "--require-gpu")]
    [InlineData("--cache is unknown or needs a value", "--server", "http://127.0.0.1:1", "--cache")]
    [InlineData("--experiments-root /no/such/folder is not understood", "--experiments-root", "/no/such/folder")]
    [InlineData("--speed 9 is not understood", "--speed", "9")]
    public void TryParse_Wrong_SaysWhy(string complaint, params string[] args)
    {
        Assert.False(TrainerOptions.TryParse(args, out _, out var said));

        Assert.Equal(complaint, said);
    }

    [Fact]
    public void StartOf_ThisProcessAndNone_IsKnownAndUnknown()
    {
        Assert.NotNull(ParentWatch.StartOf(Environment.ProcessId));
        Assert.Null(ParentWatch.StartOf(int.MaxValue));
    }
}
