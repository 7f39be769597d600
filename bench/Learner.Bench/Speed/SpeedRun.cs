using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Native;
using ActiveSeg.Nets.Networks;
using ActiveSeg.Nets.Training;

namespace ActiveSeg.Learner.Bench.Speed;

/// <summary>Training and inference of ours and of PyTorch in turn, on the same batch and from the same weights.</summary>
internal static class SpeedRun
{
    public const string Usage = "speed [--case NAME] [--blocks N] [--seconds S] [--threads N]: ours beside PyTorch, block by block in turn";
    private static readonly string[] TrainingVariants = ["nchw", "channels-last", "channels-last+for-loops"];
    private static readonly string[] InferenceVariants = ["nchw", "channels-last", "nchw+frozen", "channels-last+frozen"];

    public static int Run(IReadOnlyList<string> args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var options = args.Chunk(2).ToDictionary(pair => pair[0], pair => pair[^1], StringComparer.Ordinal);
        var threads = int.Parse(options.GetValueOrDefault("--threads", "2"), CultureInfo.InvariantCulture);
        var blocks = int.Parse(options.GetValueOrDefault("--blocks", "7"), CultureInfo.InvariantCulture);
        var seconds = double.Parse(options.GetValueOrDefault("--seconds", "1.5"), CultureInfo.InvariantCulture);
        LibTorch.UseThreads(threads);
        using var peer = new TorchPeer(Path.Combine(AppContext.BaseDirectory, "peers", "unet_torch.py"), threads);
        Console.WriteLine("| case | what | images/s, ours | PyTorch variant: images/s (ours over it, median of pairs; lowest to highest) |\n|---|---|---|---|");
        foreach (var what in SpeedCase.All.Where(c => options.GetValueOrDefault("--case") is not { } name || c.Name == name))
        {
            Compare(what, peer, blocks, seconds, threads);
        }

        Console.WriteLine($"\nPeak memory, MiB: ours {Process.GetCurrentProcess().PeakWorkingSet64 >> 20}, PyTorch {peer.Ask(new { @do = "peak" })["peak"]!.GetValue<double>():f0}, each for all cases and variants");
        return 0;
    }

    private static void Compare(SpeedCase what, TorchPeer peer, int blocks, double seconds, int threads)
    {
        var (input, target) = Batch(what);
        using var ours = new OurNet(what, input, target);
        var folder = Directory.CreateTempSubdirectory("speed-").FullName;
        try
        {
            Open(what, ours, input, target, peer, folder, threads);
            var difference = Difference(ours, peer, Path.Combine(folder, "outputs"));
            Console.Error.WriteLine($"{what.Name}: probabilities differ by {difference:g3} at most");
            if (!(difference < 1e-3))
            {
                throw new InvalidOperationException($"{what.Name}: ours and PyTorch do not compute the same");
            }

            Row(what, "training", TrainingVariants, blocks, seconds, () => ours.Train(), (variant, count) => peer.Ask(new { @do = "train", variant, steps = count }));
            ours.Fold();
            Row(what, "inference", InferenceVariants, blocks, seconds, () => ours.Infer(), (variant, count) => peer.Ask(new { @do = "infer", variant, runs = count }));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Row(
        SpeedCase what, string name, string[] variants, int blocks, double seconds, Action ours,
        Func<string, int, System.Text.Json.Nodes.JsonNode> theirs)
    {
        ours();
        var count = Math.Clamp((int)(seconds / Math.Max(Seconds(ours, 2) / 2, 1e-3)), 1, 200);
        foreach (var variant in variants)
        {
            theirs(variant, 2);
        }

        var (own, rates) = (new List<double>(), variants.ToDictionary(v => v, _ => new List<(double Rate, double Ratio)>()));
        for (var block = 0; block < blocks; block++)
        {
            foreach (var variant in variants)
            {
                var mine = count * what.Plan.TrainBatchSize / Seconds(ours, count);
                var other = count * what.Plan.TrainBatchSize / theirs(variant, count)["seconds"]!.GetValue<double>();
                own.Add(mine);
                rates[variant].Add((other, mine / other));
            }
        }

        var columns = rates.Select(r =>
            $"{r.Key}: {Median(r.Value.Select(v => v.Rate)):f1} (**{Median(r.Value.Select(v => v.Ratio)):f2}**; {r.Value.Min(v => v.Ratio):f2} to {r.Value.Max(v => v.Ratio):f2})");
        Console.WriteLine($"| {what.Name} | {name} | {Median(own):f1} | {string.Join("; ", columns)} |");
    }

    private static void Open(SpeedCase what, OurNet ours, float[] input, float[] target, TorchPeer peer, string folder, int threads)
    {
        var (weights, x, y) = (Path.Combine(folder, "weights"), Path.Combine(folder, "input"), Path.Combine(folder, "target"));
        File.WriteAllBytes(weights, Safetensors.Write(
            [.. ours.State.Layout.Slots.Select(s => new NamedArray(s.Name, s.Shape, ours.State.Read(s.Name)))], new Dictionary<string, string>()));
        File.WriteAllBytes(x, MemoryMarshal.AsBytes(input.AsSpan()).ToArray());
        File.WriteAllBytes(y, MemoryMarshal.AsBytes(target.AsSpan()).ToArray());
        var (plan, options) = (what.Plan, new TrainingOptions());
        long[] space = plan.Dimensions == 3 ? [plan.PatchSlices, plan.PatchRows, plan.PatchColumns] : [plan.PatchRows, plan.PatchColumns];
        var reply = peer.Ask(new
        {
            @do = "open",
            @case = new
            {
                widths = plan.Widths,
                dimensions = plan.Dimensions,
                flat = plan.FlatLevels,
                supervised = plan.SupervisedLevels,
                channels = plan.InputSlices,
                classes = what.Classes,
                batch = plan.TrainBatchSize,
                space,
            },
            weights,
            input = x,
            target = y,
            threads,
            learning_rate = options.LearningRate,
            weight_decay = options.WeightDecay,
            norm = options.GradientNorm,
        });
        var parameters = reply["parameters"]!.GetValue<long>();
        Console.Error.WriteLine($"{what.Name}: PyTorch {reply["torch"]}, {parameters} parameters, ours {ours.State.Layout.Parameters}");
        if (parameters != ours.State.Layout.Parameters)
        {
            throw new InvalidOperationException($"{what.Name}: not the same network");
        }
    }

    private static double Difference(OurNet ours, TorchPeer peer, string path)
    {
        ours.Fold();
        var mine = ours.Infer();
        peer.Ask(new { @do = "outputs", variant = "nchw", to = path });
        var other = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path));
        var most = mine.Length == other.Length ? 0.0 : double.PositiveInfinity;
        for (var i = 0; i < Math.Min(mine.Length, other.Length); i++)
        {
            most = Math.Max(most, Math.Abs(mine[i] - other[i]));
        }

        return most;
    }

    /// <summary>Noise, and shares of classes that are whole; the same for both sides.</summary>
    private static (float[] Input, float[] Target) Batch(SpeedCase what)
    {
        var random = new SeededStream(1, 0);
        var (input, target) = (new float[what.InputLength], new float[what.TargetLength]);
        foreach (ref var v in input.AsSpan())
        {
            v = (float)random.Normal();
        }

        for (var voxel = 0; voxel < target.Length; voxel += what.Classes)
        {
            target[voxel + random.Below(what.Classes)] = 1;
        }

        return (input, target);
    }

    private static double Seconds(Action work, int count)
    {
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
        {
            work();
        }

        return clock.Elapsed.TotalSeconds;
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
