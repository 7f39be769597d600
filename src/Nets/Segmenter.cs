using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Native;
using ActiveSeg.Nets.Plans;
using ActiveSeg.Nets.Scoring;
using ActiveSeg.Nets.Training;
using ActiveSeg.Nets.Training.Ensembles;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Nets;

/// <summary>Trains networks and scores scans with them; the door to everything here that needs tensors.</summary>
/// <remarks>Threading: one training or scoring at a time in a process is sensible; a segmenter itself serialises its calls.</remarks>
public sealed class Segmenter : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ScoringOptions _options;
    private readonly ScoringNets _nets;
    private readonly ScanScorer _scorer;

    /// <summary>Makes weights ready for scoring.</summary>
    /// <exception cref="NativeLibraryException">The tensor library cannot be used.</exception>
    public Segmenter(TrainedWeights weights, ScoringOptions options)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(options);
        LibTorch.EnsureLoadable();
        (Weights, _options) = (weights, options);
        _nets = new ScoringNets(weights, options);
        _scorer = new ScanScorer(_nets.All, weights.Plan, weights.Structures, weights.Refinement, options);
    }

    /// <summary>What this segmenter scores with.</summary>
    public TrainedWeights Weights { get; }

    /// <summary>Reads weights and makes them ready for scoring.</summary>
    /// <exception cref="CheckpointException">The file is not the one named by the hash, or not sound.</exception>
    public static Segmenter Load(string path, string sha256, ScoringOptions options) =>
        new(TrainedWeights.Load(path, sha256), options);

    /// <summary>Trains a network on labelled scans, from fresh or given weights.</summary>
    /// <remarks>The order of the cases does not matter. Given weights keep their plan.</remarks>
    /// <param name="cases">Labelled scans.</param>
    /// <param name="structures">What their masks hold.</param>
    /// <param name="options">How to train.</param>
    /// <param name="start">Weights to go on from, trained or pre-trained; none for fresh ones.</param>
    /// <param name="progress">Told every ten steps, on the training thread.</param>
    /// <param name="token">Ends the training; with a checkpoint folder it can be resumed from where it was.</param>
    /// <exception cref="TrainingSetException">There are no scans, or no mask holds a structure.</exception>
    /// <exception cref="InvalidScanException">A scan or mask cannot be used.</exception>
    /// <exception cref="ArgumentException">A scan is given twice, or the given weights segment other structures.</exception>
    public static TrainingOutcome Train(
        IReadOnlyList<TrainingCase> cases,
        StructureSchema structures,
        TrainingOptions options,
        StartingWeights? start,
        IProgress<TrainingProgress>? progress,
        CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentNullException.ThrowIfNull(structures);
        ArgumentNullException.ThrowIfNull(options);
        LibTorch.UseThreads(options.Threads);
        return EnsembleTraining.Run(TrainingSet.Of(cases, structures, options, start, token), options, start, progress, token);
    }

    /// <summary>Segments and scores one scan.</summary>
    /// <param name="scan">The caller's name of the scan, for errors.</param>
    /// <param name="volume">The scan.</param>
    /// <param name="token">Checked between groups of slices.</param>
    /// <exception cref="InvalidScanException">A voxel is not finite.</exception>
    public ScanScore Score(string scan, Volume volume, CancellationToken token) => Score(scan, volume, null, token);

    /// <summary>Segments and scores one scan, and holds the confidence against a reference on its grid.</summary>
    /// <inheritdoc cref="Score(string, Volume, CancellationToken)" path="/exception" />
    public ScanScore Score(string scan, Volume volume, LabelMap? reference, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(volume);
        lock (_gate)
        {
            LibTorch.UseThreads(_options.Threads);
            return _scorer.Score(scan, volume, reference, token);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _nets.Dispose();
}
