using System.Collections.Immutable;
using System.Diagnostics;
using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Networks;
using ActiveSeg.Nets.Plans;
using ActiveSeg.Nets.Training.Convergence;
using ActiveSeg.Nets.Training.Patches;
using static TorchSharp.torch;

namespace ActiveSeg.Nets.Training;

/// <summary>One training: fingerprint, plan, prepared scans, steps, checkpoints.</summary>
internal sealed class Trainer : IDisposable
{
    private const int MaxSkippedInRow = 10;
    private const int ReportEverySteps = 10;
    private readonly TrainingOptions _options;
    private readonly StructureSchema _structures;
    private readonly Fingerprint _fingerprint;
    private readonly NetPlan _plan;
    private readonly PatchSource _patches;
    private readonly NetworkState _net;
    private readonly Optimiser _optimiser;
    private readonly RateSchedule _schedule;
    private readonly LossTrend _trend;
    private readonly ValidationLoss? _validation;
    private readonly int _window;
    private readonly TrainingCheckpoint? _checkpoint;
    private readonly double _peak;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private int _step;
    private int _skipped;
    private bool _converged;

    private Trainer(TrainingOptions options, TrainingSet set, TrainingSplit split, StartingWeights? start)
    {
        var (structures, plan) = (set.Structures, set.Plan);
        (_options, _structures, _fingerprint, _plan) = (options, structures, set.Fingerprint, plan);
        PreparedScan[] scans = [.. split.Training.Select(c => PreparedScan.Of(c, plan, structures))];
        _patches = new PatchSource(scans, plan, structures.Classes, options.Augmentation, options.ForegroundShare, options.Seed);
        _validation = split.Validation.IsEmpty ? null : new ValidationLoss(
            new PatchSource([.. split.Validation.Select(c => PreparedScan.Of(c, plan, structures))], plan, structures.Classes,
                Augmentation.None, options.ForegroundShare, options.Seed),
            plan, structures.Classes);
        _net = start?.ToNetwork(structures, options.Seed)
            ?? new NetworkState(TrainedWeights.LayoutOf(plan, structures), withGradient: true);
        if (start is null)
        {
            _net.Initialise(options.Seed);
        }

        _optimiser = new Optimiser(_net);
        var isWarm = start is StartingWeights.Trained;
        _peak = isWarm ? options.WarmStartLearningRate : options.LearningRate;
        var steps = options.MaxSteps ?? TrainingSteps.Suggested(plan, scans.Length, isWarm);
        _schedule = new RateSchedule(_peak, steps, options.DecayShare);
        _window = Math.Max(20, steps / 8);
        _trend = new LossTrend(_window, _validation is null ? options.ConvergenceTolerance : 0);
        if (options.CheckpointFolder is not null)
        {
            var key = TrainingCheckpoint.KeyOf(plan, structures, split, options, steps, start?.Sha256);
            _checkpoint = new TrainingCheckpoint(options.CheckpointFolder, key);
            Restore(_checkpoint.TryLoad(_net, _optimiser));
        }
    }

    /// <summary>Trains one network.</summary>
    /// <param name="set">The scans and their plan.</param>
    /// <param name="split">Which of them train, and which judge convergence.</param>
    /// <param name="options">How to train.</param>
    /// <param name="start">Weights to go on from; none for fresh ones.</param>
    /// <param name="progress">Told every ten steps.</param>
    /// <param name="token">Ends the training.</param>
    public static TrainingOutcome Run(
        TrainingSet set, TrainingSplit split, TrainingOptions options, StartingWeights? start, IProgress<TrainingProgress>? progress, CancellationToken token)
    {
        using var trainer = new Trainer(options, set, split, start);
        return trainer.Run(progress, token);
    }

    public void Dispose()
    {
        _optimiser.Dispose();
        _net.Dispose();
    }

    private TrainingOutcome Run(IProgress<TrainingProgress>? progress, CancellationToken token)
    {
        var (firstStep, skippedInRow, losses) = (_step, 0, ImmutableArray.CreateBuilder<double>());
        var reason = StopReason.StepCap;
        var (ready, spare) = (NewBuffers(), NewBuffers());
        var filling = Task.Run(() => _patches.Fill(_step, ready.Input, ready.Target), CancellationToken.None);
        while (_step < _schedule.End)
        {
            filling.GetAwaiter().GetResult();
            if (token.IsCancellationRequested)
            {
                Save();
                token.ThrowIfCancellationRequested();
            }

            (ready, spare) = (spare, ready);
            var (next, into) = (_step + 1, ready);
            filling = Task.Run(() => _patches.Fill(next, into.Input, into.Target), CancellationToken.None);
            var (loss, applied) = Step(spare.Input, spare.Target);
            skippedInRow = applied ? 0 : skippedInRow + 1;
            if (skippedInRow == MaxSkippedInRow)
            {
                reason = StopReason.NotFinite;
                break;
            }

            _step++;
            if (((applied && _trend.Add(_step, loss)) || HasValidationFlattened()) && _schedule.StartDecay(_step, _schedule.PlannedDecay))
            {
                _converged = true;
            }

            if (_options.WallTimeCap is { } cap)
            {
                if (_clock.Elapsed >= cap)
                {
                    reason = StopReason.WallTime;
                    break;
                }

                if (_clock.Elapsed >= cap * 2 / 3)
                {
                    _schedule.StartDecay(_step, (_step - firstStep) / 2);
                }
            }

            if (_step % ReportEverySteps == 0 || _step == _schedule.End)
            {
                losses.Add(_trend.Value);
                progress?.Report(new TrainingProgress(_step, _schedule.End, _trend.Value, (_step - firstStep) / _clock.Elapsed.TotalSeconds));
            }

            if (_step % _options.CheckpointEverySteps == 0)
            {
                Save();
            }
        }

        filling.GetAwaiter().GetResult();
        var weights = TrainedWeights.Of(_plan, _structures, _optimiser.Average);
        if (reason == StopReason.StepCap)
        {
            // Other members and what is learned from held-out scans come after; a stop there must not cost this training.
            Save();
        }
        else
        {
            _checkpoint?.Delete();
        }

        return new TrainingOutcome(
            weights, _fingerprint, _step, _skipped, _trend.Value, _clock.Elapsed,
            reason == StopReason.StepCap && _converged ? StopReason.Converged : reason, losses.ToImmutable(),
            _validation?.Losses ?? [], []);
    }

    private bool HasValidationFlattened() => _validation is not null && _step % _window == 0
        && _validation.Measure(_optimiser.Average) && _validation.HasFlattened(_options.ConvergenceTolerance);

    private (double Loss, bool Applied) Step(float[] input, float[] target)
    {
        using var scope = NewDisposeScope();
        var x = SpatialOperations.Input(input, _plan, _plan.TrainBatchSize, _plan.PatchSlices, _plan.PatchRows, _plan.PatchColumns);
        var shares = PatchTargets.ToTensor(target, _plan, _structures.Classes);
        _net.Gradient!.zero_();
        var logits = UNet.Train(_net, x, _options.HalfPrecision ? ScalarType.BFloat16 : ScalarType.Float32);
        using var result = SegmentationLoss.Of(logits, shares, _options.BoundaryWeight);
        result.backward();
        var loss = result.Number();
        if (double.IsFinite(loss) && _optimiser.Apply(_step, _schedule.At(_step), _options.GradientNorm, _options.WeightDecay))
        {
            return (loss, true);
        }

        _skipped++;
        using var grad = no_grad();
        _net.Statistics.copy_(_optimiser.Average.Statistics);
        return (loss, false);
    }

    private void Restore(TrainingCheckpoint.Position? position)
    {
        if (position is null)
        {
            return;
        }

        (_step, _skipped, _converged) = (position.Step, position.Skipped, position.Converged);
        _schedule.Restore(position.DecayStart, position.End);
        _trend.Restore(position.LossSum, position.LossWeight, position.LossBefore ?? double.PositiveInfinity);
        _validation?.Restore(position.ValidationLosses);
    }

    private void Save()
    {
        var (sum, weight, before) = _trend.State;
        _checkpoint?.Save(
            new TrainingCheckpoint.Position(
                _step, _skipped, _schedule.DecayStart, _schedule.End, _converged, sum, weight, double.IsFinite(before) ? before : null,
                _validation?.Losses ?? []),
            _net, _optimiser);
    }

    private (float[] Input, float[] Target) NewBuffers() => (new float[_patches.InputLength], new float[_patches.TargetLength]);
}
