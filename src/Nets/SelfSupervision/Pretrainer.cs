using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Native;
using ActiveSeg.Nets.Networks;
using ActiveSeg.Nets.Plans;
using ActiveSeg.Nets.Training.Convergence;
using ActiveSeg.Nets.Training;
using ActiveSeg.Nets.Training.Patches;
using static TorchSharp.torch;

namespace ActiveSeg.Nets.SelfSupervision;

/// <summary>One pre-training: plan, prepared scans, steps, checkpoints.</summary>
internal sealed class Pretrainer : IDisposable
{
    private const int MaxSkippedInRow = 10;
    private const int ReportEverySteps = 10;
    private const int CalibrationSteps = 24;
    private readonly PretrainingOptions _options;
    private readonly Fingerprint _fingerprint;
    private readonly NetPlan _plan;
    private readonly NetPlan _stepPlan;
    private readonly PreparedScan[] _scans;
    private readonly NetworkState _net;
    private readonly Optimiser _optimiser;
    private readonly RateSchedule _schedule;
    private readonly LossTrend _trend;
    private readonly TrainingCheckpoint? _checkpoint;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private int _step;
    private int _skipped;

    public Pretrainer(IReadOnlyList<UnlabelledScan> scans, Fingerprint fingerprint, PretrainingOptions options)
    {
        (_options, _fingerprint) = (options, fingerprint);
        _plan = NetPlanner.Plan(fingerprint, options.Plan);
        _stepPlan = PretrainingPatches.Of(_plan, options.Pairs);
        _scans = [.. scans.Select(s => PreparedScan.Of(s.Id, s.Read(), _plan))];
        _net = new NetworkState(PretrainedWeights.LayoutOf(_stepPlan), withGradient: true);
        _net.Initialise(options.Seed);
        _optimiser = new Optimiser(_net);
        _schedule = new RateSchedule(options.LearningRate, options.Steps, options.DecayShare);
        _trend = new LossTrend(options.Steps, 0);
        if (options.CheckpointFolder is { } folder)
        {
            _checkpoint = new TrainingCheckpoint(folder, KeyOf(scans), "pretraining.safetensors");
            Restore(_checkpoint.TryLoad(_net, _optimiser));
        }
    }

    private ScalarType Type => _options.HalfPrecision ? ScalarType.BFloat16 : ScalarType.Float32;

    /// <inheritdoc cref="Pretraining.Run" />
    public PretrainingOutcome Run(IProgress<PretrainingProgress>? progress, CancellationToken token)
    {
        var (firstStep, skippedInRow, losses) = (_step, 0, ImmutableArray.CreateBuilder<double>());
        var reason = StopReason.StepCap;
        var (ready, spare) = (NewBatch(_options.Augmentation, _options.HiddenShare), NewBatch(_options.Augmentation, _options.HiddenShare));
        var filling = Task.Run(() => ready.Fill(_step), CancellationToken.None);
        while (_step < _options.Steps)
        {
            filling.GetAwaiter().GetResult();
            if (token.IsCancellationRequested)
            {
                Save();
                token.ThrowIfCancellationRequested();
            }

            (ready, spare) = (spare, ready);
            var (next, into) = (_step + 1, ready);
            filling = Task.Run(() => into.Fill(next), CancellationToken.None);
            var (reconstruction, contrast, applied) = Step(spare);
            skippedInRow = applied ? 0 : skippedInRow + 1;
            if (skippedInRow == MaxSkippedInRow)
            {
                reason = StopReason.NotFinite;
                break;
            }

            _step++;
            if (applied)
            {
                _trend.Add(_step, (_options.ReconstructionWeight * reconstruction) + (_options.ContrastWeight * contrast));
            }

            if (_step % ReportEverySteps == 0 || _step == _options.Steps)
            {
                losses.Add(_trend.Value);
                progress?.Report(new PretrainingProgress(
                    _step, _options.Steps, _trend.Value, reconstruction, contrast, (_step - firstStep) / _clock.Elapsed.TotalSeconds));
            }

            if (_step % _options.CheckpointEverySteps == 0)
            {
                Save();
            }
        }

        filling.GetAwaiter().GetResult();
        _net.CopyFrom(_optimiser.Average);
        if (reason == StopReason.StepCap)
        {
            Calibrate();
        }

        var weights = PretrainedWeights.Of(_plan, _net);
        _checkpoint?.Delete();
        return new PretrainingOutcome(
            weights, _fingerprint, _step, _skipped, _trend.Value, _clock.Elapsed, reason, losses.ToImmutable());
    }

    public void Dispose()
    {
        _optimiser.Dispose();
        _net.Dispose();
    }

    private (double Reconstruction, double Contrast, bool Applied) Step(PretrainingBatch batch)
    {
        using var scope = NewDisposeScope();
        var (whole, hidden) = batch.ToTensors();
        _net.Gradient!.zero_();
        var maps = UNet.Encode(_net, whole * hidden.neg().Plus(1), Type);
        var deepest = maps[^1];
        var features = deepest.to_type(ScalarType.Float32).mean(SpatialOperations.Axes(deepest).Space);
        var contrast = PretrainingLoss.Contrast(features, batch.Scans, _options.Temperature);
        var reconstruction = _options.ReconstructionWeight > 0
            ? PretrainingLoss.Reconstruction(UNet.Decode(_net, maps, Type)[0], whole, hidden)
            : zeros(1, device: LibTorch.Device);
        using var loss = reconstruction.Times(_options.ReconstructionWeight).Plus(contrast.Times(_options.ContrastWeight));
        loss.backward();
        var parts = (Reconstruction: reconstruction.Number(), Contrast: contrast.Number());
        if (double.IsFinite(parts.Reconstruction + parts.Contrast)
            && _optimiser.Apply(_step, _schedule.At(_step), _options.GradientNorm, _options.WeightDecay))
        {
            return (parts.Reconstruction, parts.Contrast, true);
        }

        _skipped++;
        using var grad = no_grad();
        _net.Statistics.copy_(_optimiser.Average.Statistics);
        return (parts.Reconstruction, parts.Contrast, false);
    }

    /// <summary>Measures the norms' statistics anew on patches as scans are: whole and unchanged.</summary>
    private void Calibrate()
    {
        using var grad = no_grad();
        var batch = NewBatch(Augmentation.None, 0);
        for (var n = 0; n < CalibrationSteps; n++)
        {
            using var scope = NewDisposeScope();
            batch.Fill(n);
            UNet.Train(_net, batch.ToTensors().Whole, ScalarType.Float32);
        }
    }

    private PretrainingBatch NewBatch(Augmentation augmentation, double hidden) => new(
        new PatchSource(_scans, _stepPlan, 0, augmentation, 0, _options.Seed),
        new HiddenBlocks(_stepPlan, hidden, _options.HiddenBlock, _options.Seed),
        _stepPlan);

    private string KeyOf(IReadOnlyList<UnlabelledScan> scans) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new
    {
        _stepPlan,
        scans = scans.Select(s => s.Id),
        options = _options with { CheckpointFolder = null, CheckpointEverySteps = 1 },
    })));

    private void Restore(TrainingCheckpoint.Position? position)
    {
        if (position is not null)
        {
            (_step, _skipped) = (position.Step, position.Skipped);
            _trend.Restore(position.LossSum, position.LossWeight, position.LossBefore ?? double.PositiveInfinity);
        }
    }

    private void Save()
    {
        var (sum, weight, before) = _trend.State;
        _checkpoint?.Save(
            new TrainingCheckpoint.Position(
                _step, _skipped, _schedule.DecayStart, _schedule.End, false, sum, weight, double.IsFinite(before) ? before : null, []),
            _net, _optimiser);
    }
}
