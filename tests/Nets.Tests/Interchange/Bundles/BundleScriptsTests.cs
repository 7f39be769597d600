using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Interchange.Bundles;
using ActiveSeg.Nets.Plans;

namespace ActiveSeg.Nets.Tests.Interchange.Bundles;

/// <summary>Holds a bundle's scripts in PyTorch against our own network.</summary>
public sealed class BundleScriptsTests(TrainedFixture trained)
{
    private const string Python = "/usr/bin/python3";

    [Theory]
    [InlineData("slices", 2, 3, 43, 37)]
    [InlineData("single slices", 2, 1, 10, 14)]
    [InlineData("flat blocks", 1, 1, 6, 20, 12)]
    [InlineData("cubic blocks", 1, 1, 8, 12, 16)]
    public async Task Network_InPyTorch_RunsAsOurs(string plan, params int[] sizes)
    {
        var weights = MadeUpWeights.Make(MadeUpWeights.Plan(plan));
        long[] shape = [.. sizes];
        var input = MadeUpWeights.Input(shape);

        var found = await RunAsync(weights, "network", input, shape);

        Assert.InRange(MadeUpWeights.Farthest(found, MadeUpWeights.Probabilities(weights, input, shape)), 0, 1e-4f);
    }

    [Fact]
    public async Task Ensemble_InPyTorch_RunsAsOurs()
    {
        var weights = MadeUpWeights.Ensemble(MadeUpWeights.Flat, temperature: 0.6);
        long[] shape = [1, 3, 16, 24];
        var input = MadeUpWeights.Input(shape);

        var found = await RunAsync(weights, "network", input, shape);

        Assert.InRange(MadeUpWeights.Farthest(found, MadeUpWeights.Probabilities(weights, input, shape)), 0, 1e-4f);
    }

    [Fact]
    public async Task Scan_InPyTorch_IsSegmentedAsByOurs()
    {
        var (volume, _) = TestScans.Make(77, slices: 7, rows: 43, columns: 38);
        var stack = CanonicalView.Of(volume.Grid, trained.Weights.Plan.SliceAxis);
        using var segmenter = new Segmenter(trained.Weights, TestScans.Scoring);

        var found = await RunAsync(trained.Weights, "scan", stack.Gather(volume.Voxels), [stack.Slices, stack.Rows, stack.Columns]);

        var expected = stack.Gather(segmenter.Score("s", volume, TestContext.Current.CancellationToken).Prediction.Labels);
        byte[] labels = [0, 1, 4];
        var differing = expected.Where((label, i) => label != labels[Enumerable.Range(0, 3).MaxBy(c => found[(c * expected.Length) + i])]).Count();
        Assert.Equal(0, differing);
        Assert.Equal(3, expected.Distinct().Count());
    }

    private static async Task<float[]> RunAsync(TrainedWeights weights, string mode, float[] input, long[] shape)
    {
        var token = TestContext.Current.CancellationToken;
        using var scratch = new ScratchFolder();
        BundleFolder.Write(weights, scratch.File("bundle"), new BundleOptions());
        await File.WriteAllBytesAsync(scratch.File("in"), MemoryMarshal.AsBytes(input.AsSpan()).ToArray(), token);
        if (!File.Exists(Python))
        {
            GiveUp($"{Python} is missing");
        }

        var start = new ProcessStartInfo(Python) { RedirectStandardError = true };
        foreach (var word in (string[])[Script(), scratch.File("bundle"), mode, scratch.File("in"), scratch.File("out"), .. shape.Select(s => $"{s}")])
        {
            start.ArgumentList.Add(word);
        }

        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);
        if (errors.Contains("ModuleNotFoundError: No module named 'torch'", StringComparison.Ordinal))
        {
            GiveUp("python3-torch is missing");
        }

        Assert.True(process.ExitCode == 0, errors);
        return MemoryMarshal.Cast<byte, float>(await File.ReadAllBytesAsync(scratch.File("out"), token)).ToArray();
    }

    private static string Script([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "oracle", "run_bundle.py");

    private static void GiveUp(string why)
    {
        Assert.False(Environment.GetEnvironmentVariable("CI") is { Length: > 0 } and not "false", why);
        Assert.Skip(why);
    }
}
