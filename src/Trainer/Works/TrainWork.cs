using System.Diagnostics;
using ActiveSeg.Imaging.Nifti;
using ActiveSeg.Nets;
using ActiveSeg.Nets.Calibration;
using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Plans;
using ActiveSeg.Nets.Scoring;
using ActiveSeg.Nets.Training;
using ActiveSeg.Protocol.V1;
using ActiveSeg.Trainer.Hosting;
using ActiveSeg.Trainer.Jobs;
using ActiveSeg.Trainer.Remote;
using ActiveSeg.Trainer.Scans;
using Google.Protobuf;
using ScanScore = ActiveSeg.Protocol.V1.ScanScore;

namespace ActiveSeg.Trainer.Works;

/// <summary>Trains on the labelled scans and scores the locked ones.</summary>
/// <remarks>Memory: 3 bytes a voxel of every labelled scan at the plan's spacing while training; afterwards two scans at a time.</remarks>
internal sealed class TrainWork(ScanReader scans, ArtifactCache cache, ArtifactUploads uploads, TrainerOptions options)
{
    /// <summary>Does the whole job. Killed at any point, another call with the same manifest goes on from the disk.</summary>
    /// <param name="manifestHash">Names the training on the disk.</param>
    /// <param name="manifest">What to do.</param>
    /// <param name="progress">Told of every step.</param>
    /// <param name="token">Ends the work.</param>
    public async Task<JobResult> RunAsync(
        string manifestHash, TrainingManifest manifest, JobProgress progress, CancellationToken token)
    {
        var schema = SchemaMap.Of(manifest);
        if (manifest.Labelled.Select(scan => scan.Scan).Intersect(manifest.Reference.Select(scan => scan.Scan)).FirstOrDefault() is { } both)
        {
            throw new UnusableInputException($"scan {both} is to be trained on although it belongs to the locked set");
        }

        var threads = Math.Min(manifest.Threads > 0 ? manifest.Threads : options.Threads, options.Threads);
        var finished = new FinishedTraining(options.Cache, manifestHash);
        if (finished.TryLoad() is not { } trained)
        {
            trained = await TrainAsync(manifest, schema, threads, finished, progress, token);
        }

        var (weights, report) = trained;
        progress.Step($"trained: {report.StopReason} Loss {report.FinalLoss:f3}, {report.TrainingSeconds:f1} s");
        var clock = Stopwatch.StartNew();

        // The locked set judges the model as it is exported: without dropout.
        using var segmenter = new Segmenter(
            weights,
            new ScoringOptions
            {
                Threads = threads,
                HalfPrecision = options.HalfPrecision ? true : null,
                Mirrors = manifest.MirrorLeftRight ? [PatientAxis.LeftRight] : [],
            });
        await ScoreAsync(manifest, segmenter, report, progress, token);
        report.Scores.Add(AccuracyMap.Means(report.Scans, manifest.Structures));
        if (report.Calibration is { } calibration)
        {
            CalibrationMap.Judge(calibration, report.Scans);
        }

        report.ScoringSeconds = clock.Elapsed.TotalSeconds;
        report.Facts["peak_memory_mib"] = (Process.GetCurrentProcess().PeakWorkingSet64 >> 20).ToString();

        progress.Step("delivering");
        return new JobResult(
            await uploads.SendAsync(weights.ToBytes(), token),
            await uploads.SendAsync(report.ToByteArray(), token),
            null);
    }

    /// <summary>From so many patients on, some are held out to judge convergence and calibration.</summary>
    private const int PatientsForHoldOut = 24;
    private const double HoldOutShare = 0.125;

    private async Task<(TrainedWeights Weights, TrainingReport Report)> TrainAsync(
        TrainingManifest manifest, StructureSchema schema, int threads, FinishedTraining finished, JobProgress progress,
        CancellationToken token)
    {
        progress.Step($"fetching {manifest.Labelled.Count} labelled scans");
        var labelled = await scans.PrepareAsync(manifest.Labelled, manifest.Structures, token);
        var patients = labelled.DistinctBy(scan => scan.Patient, StringComparer.Ordinal).Count();
        var members = Math.Clamp(manifest.Members, 1, patients);
        var holdsOut = members > 1 || patients >= PatientsForHoldOut;

        // Earlier weights have seen the patients that are held out now, and what is learned from these would be too good.
        var start = holdsOut ? null : await StartAsync(manifest, schema, token);
        var training = new TrainingOptions
        {
            MaxSteps = manifest.MaxSteps > 0 ? manifest.MaxSteps : null,
            Seed = unchecked((int)(manifest.Seed ^ (manifest.Seed >> 32))),
            Threads = threads,
            HalfPrecision = options.HalfPrecision,
            CheckpointFolder = finished.Folder,
            Members = members,
            HoldOutFolds = members > 1,
            ValidationShare = holdsOut && members == 1 ? HoldOutShare : 0,
            Augmentation = new Augmentation { MirrorLeftRight = manifest.MirrorLeftRight },
        };
        var cases = labelled.Select(scan => new TrainingCase(scan.Scan, () => Read(scan.Read), scan.Reads, scan.Patient)).ToList();
        progress.Step($"training on {cases.Count} scans");
        var outcome = await Task.Factory.StartNew(
            () => Segmenter.Train(cases, schema, training, start, new StepProgress(progress, finished), token),
            token, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        var report = new TrainingReport
        {
            Steps = outcome.Steps,
            FinalLoss = outcome.FinalLoss,
            StopReason = FinishedTraining.Sentence(outcome),
            TrainingSeconds = finished.SecondsBefore + outcome.Elapsed.TotalSeconds,
            Defect = outcome.Reason == StopReason.NotFinite ? FinishedTraining.Sentence(outcome) : "",
        };
        report.Facts.Add(RunFacts.OfThisProcess());
        report.Facts["threads"] = threads.ToString();
        report.Facts["precision"] = options.HalfPrecision ? "bfloat16" : "float32";
        report.Facts["seed"] = training.Seed.ToString();
        report.Facts["labelled_scans"] = cases.Count.ToString();
        report.Facts["skipped_steps"] = outcome.SkippedSteps.ToString();
        report.Facts["seconds_before_interruption"] = $"{finished.SecondsBefore:f1}";
        report.Facts["warm_start"] = start?.Sha256 ?? (holdsOut && manifest.WarmStart is not null ? "none, because patients are held out" : "none");
        report.Facts["networks"] = outcome.Weights.Members.ToString();
        report.Facts["held_out_scans"] = string.Join(' ', outcome.HeldOut);
        report.Facts["validation_losses"] = string.Join(' ', outcome.ValidationLosses.Select(loss => $"{loss:f4}"));
        report.Facts["plan"] = Describe(outcome.Weights.Plan);
        finished.Save(outcome.Weights, report);
        return (outcome.Weights, report);
    }

    private static (Volumes.Grids.Volume Volume, Volumes.Grids.LabelMap Labels) Read(Func<LoadedScan> read)
    {
        var scan = read();
        return (scan.Volume, scan.Reference ?? throw new InvalidOperationException($"scan {scan.Scan} was read without its reference"));
    }

    private static string Describe(NetPlan plan) =>
        $"{plan.Dimensions} dimensions; {plan.SliceAxis} slices of {plan.RowSpacingMm:f2} x {plan.ColumnSpacingMm:f2} mm, {plan.SliceSpacingMm:f2} mm apart; "
        + $"patches {plan.PatchSlices} x {plan.PatchRows} x {plan.PatchColumns}, {plan.TrainBatchSize} a step; "
        + $"channels {string.Join("-", plan.Widths)}; intensities {plan.Normalisation}";

    private async Task<TrainedWeights?> StartAsync(TrainingManifest manifest, StructureSchema schema, CancellationToken token)
    {
        if (manifest.WarmStart is not { } artifact)
        {
            return null;
        }

        var start = TrainedWeights.Load(await cache.ObtainAsync(artifact, token), artifact.Sha256);
        return start.Structures.Equals(schema)
            ? start
            : throw new UnusableInputException($"the weights {artifact.Sha256} to start from segment other structures");
    }

    private async Task ScoreAsync(
        TrainingManifest manifest, Segmenter segmenter, TrainingReport report, JobProgress progress, CancellationToken token)
    {
        progress.Step($"scoring {manifest.Reference.Count} locked scans");
        var (done, tally) = (0, new CalibrationTally(manifest.Structures.Count + 1));
        var wanted = manifest.Reference.Select(scan => (scan, WithReference: true)).ToList();
        await foreach (var scan in scans.ReadAsync(wanted, manifest.Structures, token))
        {
            var found = segmenter.Score(scan.Scan, scan.Volume, scan.Reference, token);
            tally.Merge(found.Calibration!);
            var score = new ScanScore { Scan = scan.Scan, PredictedDice = found.Structures.Average(s => s.PredictedDice) };
            score.Scores.Add(AccuracyMap.Compare(found.Prediction, scan.Reference!, manifest.Structures));
            score.Prediction = await uploads.SendAsync(Compressed(found.Prediction), token);
            report.Scans.Add(score);
            progress.Update($"scored {++done} of {wanted.Count} locked scans");
        }

        report.Calibration = CalibrationMap.ToWire(tally, segmenter.Weights.Refinement);
    }

    private static ReadOnlyMemory<byte> Compressed(Volumes.Grids.LabelMap labels)
    {
        using var bytes = new MemoryStream();
        NiftiWriter.WriteLabels(labels, bytes);
        return bytes.ToArray();
    }

    private sealed class StepProgress(JobProgress progress, FinishedTraining training) : IProgress<TrainingProgress>
    {
        private readonly Stopwatch _clock = Stopwatch.StartNew();

        public void Report(TrainingProgress value)
        {
            training.Spend(_clock.Elapsed);
            progress.Update(
                $"training: step {value.Step} of {value.Steps}, loss {value.Loss:f3}, {value.StepsPerSecond:f1} steps/s");
        }
    }
}
