using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Networks;
using ActiveSeg.Nets.Plans;
using ActiveSeg.Nets.Training.Convergence;

namespace ActiveSeg.Nets.Training;

/// <summary>Everything a stopped training needs to go on as if it had not stopped.</summary>
/// <remarks>One file, whole or absent. A file of another training, or a damaged one, counts as absent.</remarks>
internal sealed class TrainingCheckpoint(string folder, string key, string fileName = "training.safetensors")
{
    private readonly string _path = Path.Combine(folder, fileName);

    /// <summary>Name of a training: two with the same name would take the same steps.</summary>
    public static string KeyOf(NetPlan plan, StructureSchema structures, TrainingSplit split, TrainingOptions options, int steps, string? start)
    {
        var text = JsonSerializer.Serialize(new
        {
            plan,
            structures.Structures,
            training = split.Training.Select(c => c.Id),
            validation = split.Validation.Select(c => c.Id),
            options = options with { CheckpointFolder = null, CheckpointEverySteps = 1, WallTimeCap = null },
            steps,
            start,
        });
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    public void Save(Position position, NetworkState net, Optimiser optimiser)
    {
        NamedArray[] arrays =
        [
            Flat("parameters", NetworkState.ToArray(net.Parameters)),
            Flat("statistics", NetworkState.ToArray(net.Statistics)),
            Flat("first", NetworkState.ToArray(optimiser.First)),
            Flat("second", NetworkState.ToArray(optimiser.Second)),
            Flat("average.parameters", NetworkState.ToArray(optimiser.Average.Parameters)),
            Flat("average.statistics", NetworkState.ToArray(optimiser.Average.Statistics)),
        ];
        var hash = new StringBuilder();
        foreach (var array in arrays)
        {
            hash.Append(HashOf(array.Values));
        }

        DurableFile.Write(_path, Safetensors.Write(arrays, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["key"] = key,
            ["position"] = JsonSerializer.Serialize(position),
            ["sha256"] = hash.ToString(),
        }));
    }

    /// <summary>Loads the checkpoint into a network and its optimiser, which are untouched when there is none.</summary>
    public Position? TryLoad(NetworkState net, Optimiser optimiser)
    {
        if (!File.Exists(_path))
        {
            return null;
        }

        try
        {
            var (arrays, metadata) = Safetensors.Read(File.ReadAllBytes(_path));
            var (p, s) = (net.Layout.Parameters, net.Layout.Statistics);
            int[] lengths = [p, s, p, p, p, s];
            if (metadata["key"] != key || !arrays.Select(a => a.Values.Length).SequenceEqual(lengths)
                || string.Concat(arrays.Select(a => HashOf(a.Values))) != metadata["sha256"])
            {
                return null;
            }

            var position = JsonSerializer.Deserialize<Position>(metadata["position"]);
            net.LoadFlat(arrays[0].Values, arrays[1].Values);
            optimiser.Restore(arrays[2].Values, arrays[3].Values);
            optimiser.Average.LoadFlat(arrays[4].Values, arrays[5].Values);
            return position;
        }
        catch (Exception e) when (e is CheckpointException or JsonException or KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Removes the file of a folder: all that it was kept for is done.</summary>
    public static void DeleteIn(string folder) => new TrainingCheckpoint(folder, "").Delete();

    /// <summary>Removes the file: the training is over.</summary>
    public void Delete() => File.Delete(_path);

    private static NamedArray Flat(string name, float[] values) => new(name, [values.Length], values);

    private static string HashOf(float[] values) =>
        Convert.ToHexStringLower(SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan())));

    /// <summary>Where a training stands, besides its tensors.</summary>
    internal sealed record Position(
        int Step, int Skipped, int DecayStart, int End, bool Converged, double LossSum, double LossWeight, double? LossBefore,
        ImmutableArray<double> ValidationLosses);
}
