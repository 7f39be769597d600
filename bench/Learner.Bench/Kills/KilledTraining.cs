using System.Globalization;
using ActiveSeg.Nets;
using ActiveSeg.Nets.Plans;
using ActiveSeg.Nets.Training;
using ActiveSeg.Volumes.Phantoms;

namespace ActiveSeg.Learner.Bench.Kills;

/// <summary>The process that is killed: trains on six phantoms with a checkpoint every second step.</summary>
internal static class KilledTraining
{
    /// <summary>Trains to the end and writes the weights.</summary>
    /// <param name="args">Folder of the checkpoint, file of the weights, steps.</param>
    public static int Run(string[] args)
    {
        var cohort = new PhantomCohort(1, 6, new PhantomOptions(PhantomSize.Small));
        var cases = Enumerable.Range(0, 6).Select(cohort.Generate).Select((scan, i) => TrainingCase.Of($"phantom-{i}", scan.Image, scan.Reference)).ToList();
        var structures = new StructureSchema([.. PhantomStructures.Of(PhantomSchema.CanalAndForamina).Select(s => new Structure(s.Label, s.Name))]);
        var options = new TrainingOptions
        {
            MaxSteps = int.Parse(args[2], CultureInfo.InvariantCulture),
            Threads = 2,
            ConvergenceTolerance = 0,
            Plan = new PlanOptions { Widths = [8, 16, 32], StepPixels = 8_192, MaxPatchPixels = 2_048 },
            CheckpointFolder = args[0],
            CheckpointEverySteps = 2,
        };
        Segmenter.Train(cases, structures, options, null, null, CancellationToken.None).Weights.Save(args[1]);
        return 0;
    }
}
