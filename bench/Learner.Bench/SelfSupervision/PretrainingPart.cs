using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.SelfSupervision;

namespace ActiveSeg.Learner.Bench.SelfSupervision;

/// <summary>Pre-trains on the pool without its masks, or takes the weights that an earlier run has left.</summary>
internal static class PretrainingPart
{
    /// <summary>Pre-trained weights.</summary>
    /// <exception cref="OperationCanceledException">The time is over; the next run goes on from the checkpoint.</exception>
    public static PretrainedWeights Pretrained(BenchScans scans, SelfSupervisionOptions options, CancellationToken token)
    {
        var path = Path.Combine(options.Results, "pretrained.safetensors");
        if (!File.Exists(path))
        {
            var training = Options(options) with { CheckpointFolder = options.Results, CheckpointEverySteps = 50 };
            var outcome = Pretraining.Run(Unlabelled(scans), training, new Lines(), token);
            Console.WriteLine($"pre-trained {outcome.Steps} steps on {scans.Pool.Length} scans, loss {outcome.FinalLoss:f3}, {outcome.Elapsed.TotalSeconds:f0} s");
            Console.WriteLine($"plan: {outcome.Weights.Plan}, widths {string.Join('-', outcome.Weights.Plan.Widths)}");
            outcome.Weights.Save(path);
            File.WriteAllText(path + ".sha256", outcome.Weights.Sha256);
        }

        return PretrainedWeights.Load(path, File.ReadAllText(path + ".sha256"));
    }

    /// <summary>The same network before it has learnt anything, its norms measured on the pool.</summary>
    public static PretrainedWeights Untrained(BenchScans scans, SelfSupervisionOptions options, CancellationToken token) =>
        Pretraining.Run(Unlabelled(scans), Options(options) with { Steps = 1, LearningRate = 1e-12 }, null, token).Weights;

    private static PretrainingOptions Options(SelfSupervisionOptions options)
    {
        var training = new PretrainingOptions { Plan = options.Plan, Steps = options.Steps, Threads = options.Threads, Seed = 1 };
        return options.ContrastWeight is { } weight ? training with { ContrastWeight = weight } : training;
    }

    private static UnlabelledScan[] Unlabelled(BenchScans scans) => [.. scans.Pool.Select(s => UnlabelledScan.Of(s.Id, s.Volume))];

    private sealed class Lines : IProgress<PretrainingProgress>
    {
        public void Report(PretrainingProgress value)
        {
            if (value.Step % 50 == 0)
            {
                Console.WriteLine(
                    $"step {value.Step}: loss {value.Loss:f3}, hidden voxels {value.Reconstruction:f3}, pairs {value.Contrast:f3}, {value.StepsPerSecond:f2} steps/s");
            }
        }
    }
}
