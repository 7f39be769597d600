using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using ActiveSeg.Nets.Networks;
using ActiveSeg.Nets.Plans;

namespace ActiveSeg.Nets.Checkpoints;

/// <summary>A trained network at rest: its plan, its structures and its numbers, in ordinary memory.</summary>
/// <remarks>Stored as safetensors; plan and structures are JSON in the metadata, so the file needs nothing beside it.
/// Range: every number is finite. Threading: never changes after it is made.</remarks>
public sealed class TrainedWeights
{
    private const string Format = "activeseg-unet-1";

    private static readonly JsonSerializerOptions Strict = new()
    {
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        IgnoreReadOnlyProperties = true,
    };

    private readonly byte[] _bytes;

    private TrainedWeights(NetPlan plan, StructureSchema structures, ImmutableArray<NamedArray> arrays, byte[] bytes) =>
        (Plan, Structures, Arrays, _bytes, Sha256) =
        (plan, structures, arrays, bytes, Convert.ToHexStringLower(SHA256.HashData(bytes)));

    /// <summary>How scans become network input, and the network's shape.</summary>
    public NetPlan Plan { get; }

    /// <summary>What is segmented.</summary>
    public StructureSchema Structures { get; }

    /// <summary>SHA-256 of the file's bytes, 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <summary>Length of the file. Units: bytes.</summary>
    public int Length => _bytes.Length;

    internal ImmutableArray<NamedArray> Arrays { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The safetensors file.</param>
    /// <param name="sha256">Expected hash, hexadecimal; compared before anything is parsed.</param>
    /// <exception cref="CheckpointException">Another hash, a malformed file, names or shapes that are not this network's, a number that is not finite.</exception>
    public static TrainedWeights Load(string path, string sha256) => FromBytes(File.ReadAllBytes(path), sha256);

    /// <summary>Reads a file's bytes; see <see cref="Load"/>.</summary>
    /// <exception cref="CheckpointException">As for <see cref="Load"/>.</exception>
    public static TrainedWeights FromBytes(byte[] bytes, string sha256)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentNullException.ThrowIfNull(sha256);
        var actual = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (!string.Equals(actual, sha256, StringComparison.OrdinalIgnoreCase))
        {
            throw new CheckpointException($"the weights have SHA-256 {actual}, expected {sha256}");
        }

        var (arrays, metadata) = Safetensors.Read(bytes);
        if (!metadata.TryGetValue("format", out var format) || format != Format)
        {
            throw new CheckpointException($"the weights' format is '{format}', expected '{Format}'");
        }

        var (plan, structures) = ReadMetadata(metadata);
        var layout = LayoutOf(plan, structures);
        RequireLayout(layout, arrays);
        return new TrainedWeights(plan, structures, [.. arrays], bytes);
    }

    /// <summary>The file's bytes. A copy.</summary>
    public byte[] ToBytes() => [.. _bytes];

    /// <summary>Writes the file: temporary file, flush to disk, rename.</summary>
    public void Save(string path) => DurableFile.Write(path, _bytes);

    internal static NetLayout LayoutOf(NetPlan plan, StructureSchema structures) =>
        new(plan, structures.Classes);

    internal static TrainedWeights Of(NetPlan plan, StructureSchema structures, NetworkState net)
    {
        ImmutableArray<NamedArray> arrays = [.. net.Layout.Slots.Select(s => new NamedArray(s.Name, s.Shape, net.Read(s.Name)))];
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["format"] = Format,
            ["plan"] = JsonSerializer.Serialize(plan, Strict),
            ["structures"] = JsonSerializer.Serialize(structures.Structures, Strict),
        };
        RequireLayout(net.Layout, arrays);
        return new TrainedWeights(plan, structures, arrays, Safetensors.Write(arrays, metadata));
    }

    /// <summary>A network with these numbers. The caller disposes of it.</summary>
    internal NetworkState ToNetwork(bool withGradient)
    {
        var net = new NetworkState(LayoutOf(Plan, Structures), withGradient);
        foreach (var (slot, array) in net.Layout.Slots.Zip(Arrays))
        {
            net.Write(slot, array.Values);
        }

        return net;
    }

    private static (NetPlan Plan, StructureSchema Structures) ReadMetadata(IReadOnlyDictionary<string, string> metadata)
    {
        try
        {
            var plan = JsonSerializer.Deserialize<NetPlan>(metadata["plan"], Strict) ?? throw new InvalidDataException("the plan is null");
            plan.Validate();
            return (plan, new StructureSchema(JsonSerializer.Deserialize<ImmutableArray<Structure>>(metadata["structures"], Strict)));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidDataException or ArgumentException or NotSupportedException)
        {
            throw new CheckpointException($"the weights' plan or structures cannot be read: {e.Message}", e);
        }
    }

    private static void RequireLayout(NetLayout layout, IReadOnlyList<NamedArray> arrays)
    {
        if (arrays.Count != layout.Slots.Length)
        {
            throw new CheckpointException($"{arrays.Count} arrays, the network has {layout.Slots.Length}");
        }

        foreach (var (slot, array) in layout.Slots.Zip(arrays))
        {
            if (slot.Name != array.Name || !slot.Shape.SequenceEqual(array.Shape))
            {
                throw new CheckpointException($"array '{array.Name}' [{string.Join(", ", array.Shape)}] stands where the network has '{slot.Name}' [{string.Join(", ", slot.Shape)}]");
            }

            if (!array.Values.All(float.IsFinite))
            {
                throw new CheckpointException($"array '{array.Name}' holds a number that is not finite");
            }

            if (slot.Kind == SlotKind.Variance && array.Values.Any(v => v < 0))
            {
                throw new CheckpointException($"array '{array.Name}' holds a negative variance");
            }
        }
    }
}
