using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ActiveSeg.Nets.Networks;
using ActiveSeg.Nets.Plans;
using ActiveSeg.Nets.Scoring;

namespace ActiveSeg.Nets.Checkpoints;

/// <summary>A trained network, or several of one plan, at rest: plan, structures, numbers, and what held-out scans taught, in ordinary memory.</summary>
/// <remarks>The arrays of networks after the first bear <c>member.N.</c> before their names. Stored as safetensors; plan and structures are JSON in the metadata, so the file needs nothing beside it.
/// Range: every number is finite. Threading: never changes after it is made.</remarks>
public sealed class TrainedWeights
{
    internal const string Format = "activeseg-unet-1";
    internal const string MembersKey = "members", RefinementKey = "refinement";
    private const int MostMembers = 64;

    private readonly byte[] _bytes;
    private readonly ImmutableArray<NamedArray> _all;

    private TrainedWeights(
        NetPlan plan, StructureSchema structures, Refinement refinement, int members, ImmutableArray<NamedArray> arrays, byte[] bytes) =>
        (Plan, Structures, Refinement, Members, _all, _bytes, Sha256) =
        (plan, structures, refinement, members, arrays, bytes, WeightsFile.HashOf(bytes));

    /// <summary>How scans become network input, and the network's shape.</summary>
    public NetPlan Plan { get; }

    /// <summary>What is segmented.</summary>
    public StructureSchema Structures { get; }

    /// <summary>SHA-256 of the file's bytes, 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <summary>Length of the file. Units: bytes.</summary>
    public int Length => _bytes.Length;

    /// <summary>Number of networks.</summary>
    public int Members { get; }

    /// <summary>What held-out scans taught.</summary>
    public Refinement Refinement { get; }

    /// <summary>Arrays of the first network.</summary>
    internal ImmutableArray<NamedArray> Arrays => _all[..(_all.Length / Members)];

    /// <summary>Arrays of one network, under the names of a single one.</summary>
    internal IEnumerable<NamedArray> ArraysOf(int member) =>
        Arrays.Zip(_all.Skip(member * Arrays.Length), (first, array) => array with { Name = first.Name });

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
        var (plan, structures) = WeightsFile.Described(metadata, plan => (plan, WeightsFile.StructuresOf(metadata)));
        var members = MembersOf(metadata);
        var refinement = WeightsFile.Described(metadata, _ => ReadRefinement(metadata, structures));
        WeightsFile.RequireSlots(SlotsOf(LayoutOf(plan, structures), members), arrays);
        return new TrainedWeights(plan, structures, refinement, members, [.. arrays], bytes);
    }

    /// <summary>The same networks with another refinement.</summary>
    public TrainedWeights With(Refinement refinement)
    {
        ArgumentNullException.ThrowIfNull(refinement);
        refinement.Validate(Structures.Structures.Length);
        return Of(Plan, Structures, refinement, Members, _all);
    }

    /// <summary>Several networks as one ensemble, whose probabilities are averaged.</summary>
    /// <exception cref="ArgumentException">There are none or more than 64, or plans or structures differ.</exception>
    public static TrainedWeights Join(IReadOnlyList<TrainedWeights> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var members = parts.Sum(p => p.Members);
        if (members is < 1 or > MostMembers || parts.Any(p => !p.Plan.IsSameAs(parts[0].Plan) || !p.Structures.Equals(parts[0].Structures)))
        {
            throw new ArgumentException($"{members} networks, or not of one plan and the same structures", nameof(parts));
        }

        var arrays = parts.SelectMany(p => Enumerable.Range(0, p.Members).Select(m => p._all.Slice(m * p.Arrays.Length, p.Arrays.Length)))
            .SelectMany((network, m) => network.Select(a => a with { Name = NameOf(m, a.Name[(a.Name.StartsWith("member.", StringComparison.Ordinal) ? a.Name.IndexOf('.', 7) + 1 : 0)..]) }));
        return Of(parts[0].Plan, parts[0].Structures, Refinement.None, members, [.. arrays]);
    }

    /// <summary>The file's bytes. A copy.</summary>
    public byte[] ToBytes() => [.. _bytes];

    /// <summary>Writes the file: temporary file, flush to disk, rename.</summary>
    public void Save(string path) => DurableFile.Write(path, _bytes);

    internal static NetLayout LayoutOf(NetPlan plan, StructureSchema structures) =>
        new(plan, structures.Classes);

    internal static TrainedWeights Of(NetPlan plan, StructureSchema structures, NetworkState net) => Of(
        plan, structures, Refinement.None, 1, [.. net.Layout.Slots.Select(s => new NamedArray(s.Name, s.Shape, net.Read(s.Name)))]);

    /// <summary>A network with these numbers. The caller disposes of it.</summary>
    internal NetworkState ToNetwork(bool withGradient, int member = 0)
    {
        var net = new NetworkState(LayoutOf(Plan, Structures), withGradient);
        foreach (var (slot, array) in net.Layout.Slots.Zip(_all.Skip(member * Arrays.Length)))
        {
            net.Write(slot, array.Values);
        }

        return net;
    }

    private static TrainedWeights Of(
        NetPlan plan, StructureSchema structures, Refinement refinement, int members, ImmutableArray<NamedArray> arrays)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["format"] = Format,
            ["plan"] = JsonSerializer.Serialize(plan, WeightsFile.Strict),
            ["structures"] = JsonSerializer.Serialize(structures.Structures, WeightsFile.Strict),
        };
        if (members > 1)
        {
            metadata[MembersKey] = members.ToString(CultureInfo.InvariantCulture);
        }

        if (refinement.HeldOutScans > 0)
        {
            metadata[RefinementKey] = JsonSerializer.Serialize(refinement, WeightsFile.Strict);
        }

        WeightsFile.RequireSlots(SlotsOf(LayoutOf(plan, structures), members), arrays);
        return new TrainedWeights(plan, structures, refinement, members, arrays, Safetensors.Write(arrays, metadata));
    }

    /// <summary>Number of networks that metadata speak of.</summary>
    /// <exception cref="CheckpointException">It is out of range.</exception>
    internal static int MembersOf(IReadOnlyDictionary<string, string> metadata)
    {
        var members = metadata.TryGetValue(MembersKey, out var count) ? int.TryParse(count, CultureInfo.InvariantCulture, out var n) ? n : 0 : 1;
        return members is >= 1 and <= MostMembers
            ? members
            : throw new CheckpointException($"the weights hold '{count}' networks, which is not from 1 to {MostMembers}");
    }

    private static Refinement ReadRefinement(IReadOnlyDictionary<string, string> metadata, StructureSchema structures)
    {
        if (!metadata.TryGetValue(RefinementKey, out var text))
        {
            return Refinement.None;
        }

        var refinement = JsonSerializer.Deserialize<Refinement>(text, WeightsFile.Strict) ?? throw new InvalidDataException("the refinement is null");
        refinement.Validate(structures.Structures.Length);
        return refinement;
    }

    private static string NameOf(int member, string name) => member == 0 ? name : $"member.{member}.{name}";

    internal static ImmutableArray<Slot> SlotsOf(NetLayout layout, int members) =>
        [.. Enumerable.Range(0, members).SelectMany(m => layout.Slots.Select(s => s with { Name = NameOf(m, s.Name) }))];
}
