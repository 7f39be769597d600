using System.Collections.Immutable;
using System.Text.Json;
using ActiveSeg.Nets.Networks;
using ActiveSeg.Nets.Plans;

namespace ActiveSeg.Nets.Checkpoints;

/// <summary>A network that has learnt from scans without labels, at rest: its plan and its numbers, without any head.</summary>
/// <remarks>Stored as safetensors, as <see cref="TrainedWeights"/>. Range: every number is finite. Threading: never changes after it is made.</remarks>
public sealed class PretrainedWeights
{
    private const string Format = "activeseg-pretrained-1";
    private readonly byte[] _bytes;

    private PretrainedWeights(NetPlan plan, ImmutableArray<NamedArray> arrays, byte[] bytes) =>
        (Plan, Arrays, _bytes, Sha256) = (plan, arrays, bytes, WeightsFile.HashOf(bytes));

    /// <summary>How scans become network input, and the network's shape; patches are those of training with labels.</summary>
    public NetPlan Plan { get; }

    /// <summary>SHA-256 of the file's bytes, 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <summary>Length of the file. Units: bytes.</summary>
    public int Length => _bytes.Length;

    internal ImmutableArray<NamedArray> Arrays { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The safetensors file.</param>
    /// <param name="sha256">Expected hash, hexadecimal; compared before anything is parsed.</param>
    /// <exception cref="CheckpointException">Another hash, a malformed file, names or shapes that are not this network's, a number that is not finite.</exception>
    public static PretrainedWeights Load(string path, string sha256) => FromBytes(File.ReadAllBytes(path), sha256);

    /// <summary>Reads a file's bytes; see <see cref="Load"/>.</summary>
    /// <exception cref="CheckpointException">As for <see cref="Load"/>.</exception>
    public static PretrainedWeights FromBytes(byte[] bytes, string sha256)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentNullException.ThrowIfNull(sha256);
        var (arrays, metadata) = WeightsFile.Open(bytes, sha256, Format);
        var plan = WeightsFile.Described(metadata, plan => plan);
        WeightsFile.RequireSlots(SlotsOf(LayoutOf(plan)), arrays);
        return new PretrainedWeights(plan, [.. arrays], bytes);
    }

    /// <summary>The file's bytes. A copy.</summary>
    public byte[] ToBytes() => [.. _bytes];

    /// <summary>Writes the file: temporary file, flush to disk, rename.</summary>
    public void Save(string path) => DurableFile.Write(path, _bytes);

    /// <summary>The network that reconstructs its own input: as many outputs as input channels.</summary>
    internal static NetLayout LayoutOf(NetPlan plan) => new(plan, plan.InputSlices);

    internal static PretrainedWeights Of(NetPlan plan, NetworkState net)
    {
        var slots = SlotsOf(net.Layout);
        ImmutableArray<NamedArray> arrays = [.. slots.Select(s => new NamedArray(s.Name, s.Shape, net.Read(s.Name)))];
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["format"] = Format,
            ["plan"] = JsonSerializer.Serialize(plan, WeightsFile.Strict),
        };
        WeightsFile.RequireSlots(slots, arrays);
        return new PretrainedWeights(plan, arrays, Safetensors.Write(arrays, metadata));
    }

    /// <summary>A network with these numbers and fresh heads. The caller disposes of it.</summary>
    /// <param name="layout">Of this plan, with any number of classes.</param>
    /// <param name="seed">Source of the heads.</param>
    /// <param name="withGradient">Whether it is to be trained.</param>
    internal NetworkState ToNetwork(NetLayout layout, int seed, bool withGradient)
    {
        var net = new NetworkState(layout, withGradient);
        net.Initialise(seed);
        foreach (var (slot, array) in SlotsOf(layout).Zip(Arrays))
        {
            net.Write(slot, array.Values);
        }

        return net;
    }

    private static ImmutableArray<Slot> SlotsOf(NetLayout layout) => [.. layout.Slots.Where(s => !s.IsHead)];
}
