using System.Diagnostics;
using ActiveSeg.Imaging.Nifti;
using ActiveSeg.Nets;
using ActiveSeg.Nets.Networks;
using ActiveSeg.Nets.Plans;
using ActiveSeg.Nets.Scoring;
using ActiveSeg.Nets.Training;
using ActiveSeg.Volumes.Grids;
using ActiveSeg.Volumes.Phantoms;
using TorchSharp;

namespace ActiveSeg.Learner.Bench.Pool;

/// <summary>Scoring of a whole pool: each scan is read from its compressed file while the one before it is scored.</summary>
/// <remarks>A few dozen phantoms are rendered and written beforehand and scored again and again, so that rendering is not in the figure.</remarks>
internal static class PoolRun
{
    private const int ReportEvery = 100;
    private const int TrainingScans = 6;

    public static int Run(string[] args)
    {
        PoolOptions options;
        try
        {
            options = PoolOptions.Parse(args);
        }
        catch (ArgumentException mistake)
        {
            Console.Error.WriteLine(mistake.Message);
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory("learner-bench-").FullName;
        try
        {
            Measure(options, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static void Measure(PoolOptions options, string folder)
    {
        var cohort = new PhantomCohort(1, options.Distinct, new PhantomOptions(options.Size));
        var rendered = Stopwatch.GetTimestamp();
        var cases = new List<TrainingCase>();
        for (var i = 0; i < options.Distinct; i++)
        {
            var scan = cohort.Generate(i);
            NiftiWriter.WriteVolume(scan.Image, PathOf(folder, i), NiftiDatatype.Signed16);
            if (i < TrainingScans)
            {
                cases.Add(TrainingCase.Of($"phantom-{i}", scan.Image, scan.Reference));
            }
        }

        Console.WriteLine($"{options.Distinct} phantoms rendered and written in {Stopwatch.GetElapsedTime(rendered).TotalSeconds:f1} s");
        var structures = new StructureSchema([.. PhantomStructures.Of(PhantomSchema.CanalAndForamina).Select(s => new Structure(s.Label, s.Name))]);
        var training = new TrainingOptions { MaxSteps = options.Steps, Threads = options.Threads, Plan = new PlanOptions { Dimensions = options.Dimensions } };
        var weights = Segmenter.Train(cases, structures, training, null, null, CancellationToken.None).Weights;
        var plan = weights.Plan;
        Console.WriteLine($"network in {plan.Dimensions} dimensions, widths {string.Join('-', plan.Widths)}, {plan.RowSpacingMm:f2} x {plan.ColumnSpacingMm:f2} mm");
        using var segmenter = new Segmenter(weights, new ScoringOptions { Threads = options.Threads, HalfPrecision = options.Half });
        Score(options, folder, segmenter);
        Alone(options, folder, segmenter, new NetLayout(plan, structures.Classes));
    }

    private static void Score(PoolOptions options, string folder, Segmenter segmenter)
    {
        var memory = new List<double>();
        var tensors = new List<long>();
        var (voxels, foreground, waited, spent) = (0L, 0L, TimeSpan.Zero, TimeSpan.Zero);
        var next = Read(folder, 0);
        for (var i = -1; i < options.Scans; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            var volume = next.GetAwaiter().GetResult();
            var read = Stopwatch.GetTimestamp();
            next = Read(folder, (i + 2) % options.Distinct);
            var score = segmenter.Score($"scan-{i}", volume, CancellationToken.None);
            if (i >= 0)
            {
                waited += Stopwatch.GetElapsedTime(begun, read);
                spent += Stopwatch.GetElapsedTime(begun);
                voxels += volume.Voxels.Length;
                foreground += score.Prediction.Labels.Count(l => l != 0);
            }

            if (i >= 0 && (i + 1) % ReportEvery == 0)
            {
                memory.Add(Environment.WorkingSet / (double)(1 << 20));
                tensors.Add(torch.Tensor.TotalCount);
                Console.WriteLine($"{i + 1} scans, {(i + 1) / spent.TotalSeconds:f2} scans/s so far, RSS {memory[^1]:f0} MiB, {tensors[^1]} tensors");
            }
        }

        next.GetAwaiter().GetResult();
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(
            $"\n{options.Scans} scans in {spent.TotalSeconds:f1} s: {options.Scans / spent.TotalSeconds:f2} scans/s, {voxels / spent.TotalSeconds / 1e6:f2} million voxels/s, "
            + $"{100 * waited / spent:f1} % of the time waiting for files, {100.0 * foreground / voxels:f1} % of voxels in a structure; "
            + $"RSS {memory.DefaultIfEmpty().Min():f0} to {memory.DefaultIfEmpty().Max():f0} MiB, peak {self.PeakWorkingSet64 >> 20} MiB; "
            + $"{tensors.DefaultIfEmpty().Min()} to {tensors.DefaultIfEmpty().Max()} live tensors");
    }

    /// <summary>How long reading and the network alone take for a scan, one after the other.</summary>
    private static void Alone(PoolOptions options, string folder, Segmenter segmenter, NetLayout layout)
    {
        var (reading, scoring, network) = (new List<double>(), new List<double>(), new List<double>());
        using var state = segmenter.Weights.ToNetwork(withGradient: false);
        using var net = new FoldedUNet(state, halfPrecision: false);
        for (var i = 0; i < Math.Min(20, options.Distinct); i++)
        {
            var begun = Stopwatch.GetTimestamp();
            var volume = Read(folder, i).GetAwaiter().GetResult();
            reading.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            begun = Stopwatch.GetTimestamp();
            segmenter.Score("alone", volume, CancellationToken.None);
            scoring.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            network.Add(Network(net, layout, CanonicalStack.Of(volume, layout.Plan)));
        }

        Console.WriteLine($"medians of a scan alone: {Median(reading):f1} ms to read, {Median(scoring):f1} ms to score, of which {Median(network):f1} ms in the network's tensors");
    }

    private static double Network(FoldedUNet net, NetLayout layout, CanonicalStack stack)
    {
        using var scope = torch.NewDisposeScope();
        var (plan, step) = (layout.Plan, layout.Plan.Step);
        var (slices, rows, columns) = (Up(stack.Slices, plan.SliceStep), Up(stack.Rows, step), Up(stack.Columns, step));
        var x = SpatialOperations.Input(new float[slices * rows * columns * plan.InputSlices], plan, 1, slices, rows, columns);
        var begun = Stopwatch.GetTimestamp();
        net.Run(x);
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;

        static int Up(int size, int step) => (size + step - 1) / step * step;
    }

    private static Task<Volume> Read(string folder, int number) => Task.Run(() => NiftiReader.ReadVolume(PathOf(folder, number)));

    private static string PathOf(string folder, int number) => Path.Combine(folder, $"phantom-{number}.nii.gz");

    private static double Median(List<double> values)
    {
        var rising = values.Order().ToArray();
        return (rising[(rising.Length - 1) / 2] + rising[rising.Length / 2]) / 2;
    }
}
