using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ActiveSeg.Lab.Learners;
using ActiveSeg.Lab.Tables;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Lab.Experiments;

/// <summary>Trainings by labelled set and seed, as files: policies that label the same scans share one training.</summary>
/// <remarks>A file appears whole or not at all. Threading: two that compute the same round write the same file.</remarks>
internal sealed class RoundStore(string folder)
{
    private readonly string _folder = Path.GetFullPath(Path.Combine(folder, "rounds"));

    /// <summary>Name of a training; the manifest fixes everything else that it depends on.</summary>
    public static string KeyOf(IReadOnlyList<string> sortedScans, int seed)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{seed}|{string.Join('|', sortedScans)}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..24];
    }

    /// <summary>A training that was stored; null where there is none.</summary>
    /// <param name="key">From <see cref="KeyOf"/>.</param>
    /// <param name="described">Whether one without a description of the pool counts as none.</param>
    public LearnedRound? TryRead(string key, bool described = false)
    {
        var path = PathOf(key);
        if (!File.Exists(path))
        {
            return null;
        }

        var json = JsonNode.Parse(File.ReadAllText(path))!;
        var pool = json["scans"] is JsonArray scans ? PoolOf(json, [.. scans.Select(n => (string)n!)]) : null;
        return described && pool is null ? null : new LearnedRound(
            (int)json["steps"]!,
            (string)json["stopped"]!,
            (double)json["training_seconds"]!,
            (double)json["scoring_seconds"]!,
            [.. json["test"]!.AsArray().Select(n => new TestScore((string)n!["scan"]!, (string)n["structure"]!, (double)n["dice"]!))],
            pool);
    }

    public void Write(string key, LearnedRound round)
    {
        Directory.CreateDirectory(_folder);
        var json = new JsonObject
        {
            ["steps"] = round.Steps,
            ["stopped"] = round.Stopped,
            ["training_seconds"] = round.TrainingSeconds,
            ["scoring_seconds"] = round.ScoringSeconds,
            ["test"] = new JsonArray([.. round.Test.Select(t => new JsonObject { ["scan"] = t.Scan, ["structure"] = t.Structure, ["dice"] = t.Dice })]),
        };
        if (round.Pool is { } pool)
        {
            json["scans"] = new JsonArray([.. pool.Scans.Select(s => JsonValue.Create(s))]);
            json["embedding_width"] = pool.EmbeddingWidth;
            json["embeddings"] = Text(pool.Embeddings.AsSpan());
            json["signals"] = new JsonObject(pool.Signals.Select(s => KeyValuePair.Create(s.Key, (JsonNode?)Text(s.Value.AsSpan()))));
            json["vectors"] = new JsonObject(pool.Vectors.Select(v => KeyValuePair.Create(
                v.Key, (JsonNode?)new JsonObject { ["width"] = v.Value.Width, ["values"] = Text(v.Value.Values.Span) })));
            json["dice"] = Text(pool.Dice.AsSpan());
        }

        WholeFile.Write(PathOf(key), json.ToJsonString(new JsonSerializerOptions { WriteIndented = false }));
    }

    private static PoolDescription PoolOf(JsonNode json, ImmutableArray<string> scans) => new(
        scans,
        (int)json["embedding_width"]!,
        Floats((string)json["embeddings"]!),
        json["signals"]!.AsObject().ToImmutableSortedDictionary(s => s.Key, s => Doubles((string)s.Value!), StringComparer.Ordinal),
        json["vectors"]!.AsObject().ToImmutableSortedDictionary(
            v => v.Key, v => new RowVectors(Floats((string)v.Value!["values"]!), (int)v.Value["width"]!), StringComparer.Ordinal),
        Doubles((string)json["dice"]!));

    private string PathOf(string key) => Path.Combine(_folder, $"{key}.json");

    private static string Text<T>(ReadOnlySpan<T> values)
        where T : unmanaged => Convert.ToBase64String(MemoryMarshal.AsBytes(values));

    private static float[] Floats(string text) => MemoryMarshal.Cast<byte, float>(Convert.FromBase64String(text)).ToArray();

    private static ImmutableArray<double> Doubles(string text) => [.. MemoryMarshal.Cast<byte, double>(Convert.FromBase64String(text))];
}
