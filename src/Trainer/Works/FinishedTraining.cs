using System.Globalization;
using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Training;
using ActiveSeg.Protocol.V1;
using Google.Protobuf;

namespace ActiveSeg.Trainer.Works;

/// <summary>What one training left on disk, so that a trainer killed while scoring need not train again.</summary>
/// <remarks>Folder <c>training/MANIFEST-HASH</c> of the cache; it also holds the checkpoint of an unfinished training. Only one
/// training is kept.</remarks>
internal sealed class FinishedTraining
{
    private const string WeightsHash = "weights_sha256";
    private readonly string _weights;
    private readonly string _report;
    private readonly string _spent;

    /// <param name="cache">Folder of the cache.</param>
    /// <param name="manifest">Hash of the manifest, which determines the training. The folders of others are removed.</param>
    public FinishedTraining(string cache, string manifest)
    {
        var trainings = Directory.CreateDirectory(Path.Combine(cache, "training"));
        foreach (var other in trainings.GetDirectories().Where(folder => folder.Name != manifest))
        {
            other.Delete(recursive: true);
        }

        Folder = trainings.CreateSubdirectory(manifest).FullName;
        (_weights, _report) = (Path.Combine(Folder, "weights.safetensors"), Path.Combine(Folder, "report.bin"));
        _spent = Path.Combine(Folder, "seconds");
        SecondsBefore = File.Exists(_spent)
            && double.TryParse(File.ReadAllText(_spent), CultureInfo.InvariantCulture, out var spent) ? spent : 0;
    }

    /// <summary>Where the checkpoint of the unfinished training lies.</summary>
    public string Folder { get; }

    /// <summary>Time that processes now gone have spent on this training. Units: s.</summary>
    public double SecondsBefore { get; }

    /// <summary>Notes the time that this process has spent so far.</summary>
    public void Spend(TimeSpan elapsed) =>
        File.WriteAllText(_spent, (SecondsBefore + elapsed.TotalSeconds).ToString(CultureInfo.InvariantCulture));

    /// <summary>Keeps a training's outcome: weights first, then the report that names them.</summary>
    public void Save(TrainedWeights weights, TrainingReport report)
    {
        weights.Save(_weights);
        var named = report.Clone();
        named.Facts[WeightsHash] = weights.Sha256;
        var unfinished = _report + ".part";
        using (var file = File.Create(unfinished))
        {
            named.WriteTo(file);
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, _report, overwrite: true);
    }

    /// <summary>The outcome, when it is there and sound.</summary>
    public (TrainedWeights Weights, TrainingReport Report)? TryLoad()
    {
        if (!File.Exists(_report))
        {
            return null;
        }

        try
        {
            var report = TrainingReport.Parser.ParseFrom(File.ReadAllBytes(_report));
            return (TrainedWeights.Load(_weights, report.Facts[WeightsHash]), report);
        }
        catch (Exception damage) when (
            damage is CheckpointException or InvalidProtocolBufferException or KeyNotFoundException or IOException)
        {
            return null;
        }
    }

    /// <summary>Why a training ended, in a sentence.</summary>
    public static string Sentence(TrainingOutcome outcome) => outcome.Reason switch
    {
        StopReason.Converged => $"The loss had flattened; training ended after {outcome.Steps} steps.",
        StopReason.StepCap => $"All {outcome.Steps} steps were taken.",
        StopReason.WallTime => $"The time was up after {outcome.Steps} steps.",
        StopReason.NotFinite => $"Losses were no longer finite after {outcome.Steps} steps; the last good weights are kept.",
        _ => $"Training ended after {outcome.Steps} steps ({outcome.Reason}).",
    };
}
