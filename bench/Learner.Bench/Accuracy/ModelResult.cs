using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ActiveSeg.Nets.Checkpoints;

namespace ActiveSeg.Learner.Bench.Accuracy;

/// <summary>One trained and tested model.</summary>
internal sealed record ModelResult(
    int Fold,
    int Labelled,
    int Seed,
    int Steps,
    string StopReason,
    double TrainingSeconds,
    double ScoringSeconds,
    string Plan,
    IReadOnlyList<string> TrainedOn,
    IReadOnlyList<CaseResult> Cases)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public double MeanDice => Cases.Average(c => c.MeanDice);

    public double DiceOf(string structure) => Cases.Average(c => c.Structures.First(s => s.Structure == structure).Dice);

    /// <summary>Weights of a result's file.</summary>
    public static TrainedWeights WeightsOf(string path)
    {
        var bytes = File.ReadAllBytes(Path.ChangeExtension(path, ".safetensors"));
        return TrainedWeights.FromBytes(bytes, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    public static string NameOf(int fold, int labelled, int seed, int? warmFrom = null) =>
        string.Create(CultureInfo.InvariantCulture, $"fold{fold}-n{labelled}{(warmFrom is { } from ? $"-from{from}" : "")}-seed{seed}");

    public static ModelResult? TryRead(string path) =>
        File.Exists(path) ? JsonSerializer.Deserialize<ModelResult>(File.ReadAllText(path)) : null;

    /// <summary>Whole or absent.</summary>
    public void Write(string path)
    {
        File.WriteAllText(path + ".part", JsonSerializer.Serialize(this, Indented));
        File.Move(path + ".part", path, overwrite: true);
    }
}
