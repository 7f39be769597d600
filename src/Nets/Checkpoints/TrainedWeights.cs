using System.Collections.Immutable;
using System.Text.Json;
using ActiveSeg.Nets.Networks;
using ActiveSeg.Nets.Plans;

namespace ActiveSeg.Nets.Checkpoints;

/// <summary>A trained network at rest: its plan, its structures and its numbers, in ordinary memory.</summary>
/// <remarks>Stored as safetensors; plan and structures are JSON in the metadata, so the file needs nothing beside it.
/// Range: every number is finite. Threading: never changes after it is made.</remarks>
public sealed class TrainedWeights
{
    private const string Format = "activeseg-unet-1";

    private readonly byte[] _bytes;

    private TrainedWeights(NetPlan plan, StructureSchema structures, ImmutableArray<NamedArray> arrays, byte[] bytes) =>
        (Plan, Structures, Arrays, _bytes, Sha256) =
        (plan, structures, arrays, bytes, WeightsFile.HashOf(bytes));

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
        var (arrays, metadata) = WeightsFile.Open(bytes, sha256, Format);
        var (plan, structures) = WeightsFile.Described(metadata, plan =>
            (plan, new StructureSchema(JsonSerializer.Deserialize<ImmutableArray<Structure>>(metadata["structures"], WeightsFile.Strict))));
        WeightsFile.RequireSlots(LayoutOf(plan, structures).Slots, arrays);
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
            ["plan"] = JsonSerializer.Serialize(plan, WeightsFile.Strict),
            ["structures"] = JsonSerializer.Serialize(structures.Structures, WeightsFile.Strict),
        };
        WeightsFile.RequireSlots(net.Layout.Slots, arrays);
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
}
