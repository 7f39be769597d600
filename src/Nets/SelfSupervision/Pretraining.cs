using ActiveSeg.Nets.Native;
using ActiveSeg.Nets.Plans;
using ActiveSeg.Nets.Training;

namespace ActiveSeg.Nets.SelfSupervision;

/// <summary>Trains a network on scans without labels, for embeddings before any label and for a start of training with labels.</summary>
/// <remarks>
/// <para>Blocks of every patch are hidden, and the network is asked to reconstruct them; patches come in pairs of one place, and the means of their deepest
/// maps are asked to be more like one another than like those of other scans.</para>
/// <para>Source: He et al., CVPR 2022 (masked autoencoders); Chen et al., ICML 2020 (contrast); Zhou et al., Medical Image Analysis 2021 (both in a U-Net).</para>
/// </remarks>
public static class Pretraining
{
    /// <summary>Pre-trains a network. The order of the scans does not matter.</summary>
    /// <param name="scans">Scans; 5 bytes a voxel at the plan's spacing are held while training.</param>
    /// <param name="options">How to train.</param>
    /// <param name="progress">Told every ten steps, on the training thread.</param>
    /// <param name="token">Ends the training; with a checkpoint folder it can be resumed from where it was.</param>
    /// <exception cref="TrainingSetException">There are no scans.</exception>
    /// <exception cref="InvalidScanException">A scan cannot be used.</exception>
    /// <exception cref="ArgumentException">A scan is given twice, or an option is out of range.</exception>
    /// <exception cref="NativeLibraryException">The tensor library cannot be used.</exception>
    public static PretrainingOutcome Run(
        IReadOnlyList<UnlabelledScan> scans, PretrainingOptions options, IProgress<PretrainingProgress>? progress, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(scans);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (scans.Count == 0)
        {
            throw new TrainingSetException("there are no scans to pre-train on");
        }

        if (scans.DistinctBy(s => s.Id, StringComparer.Ordinal).Count() != scans.Count)
        {
            throw new ArgumentException("a scan occurs twice in the pre-training", nameof(scans));
        }

        LibTorch.UseThreads(options.Threads);
        UnlabelledScan[] ordered = [.. scans.OrderBy(s => s.Id, StringComparer.Ordinal)];
        var fingerprint = Fingerprint.Of(Array.ConvertAll(ordered, s =>
        {
            token.ThrowIfCancellationRequested();
            return ScanFingerprint.Of(s.Id, s.Read());
        }));
        using var trainer = new Pretrainer(ordered, fingerprint, options);
        return trainer.Run(progress, token);
    }
}
