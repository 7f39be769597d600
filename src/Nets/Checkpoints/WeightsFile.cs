using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using ActiveSeg.Nets.Networks;
using ActiveSeg.Nets.Plans;

namespace ActiveSeg.Nets.Checkpoints;

/// <summary>What all weights files have in common: a hash, a format, a plan, and arrays that are a network's.</summary>
internal static class WeightsFile
{
    public static readonly JsonSerializerOptions Strict = new()
    {
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        IgnoreReadOnlyProperties = true,
    };

    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Compares the hash, then the format.</summary>
    /// <exception cref="CheckpointException">Either differs, or the file is malformed.</exception>
    public static (IReadOnlyList<NamedArray> Arrays, IReadOnlyDictionary<string, string> Metadata) Open(
        byte[] bytes, string sha256, string expected)
    {
        var actual = HashOf(bytes);
        if (!string.Equals(actual, sha256, StringComparison.OrdinalIgnoreCase))
        {
            throw new CheckpointException($"the weights have SHA-256 {actual}, expected {sha256}");
        }

        var (arrays, metadata) = Safetensors.Read(bytes);
        return metadata.TryGetValue("format", out var format) && format == expected
            ? (arrays, metadata)
            : throw new CheckpointException($"the weights' format is '{format}', expected '{expected}'");
    }

    /// <summary>Reads the plan, then what else the caller wants of the metadata.</summary>
    /// <exception cref="CheckpointException">Something of it cannot be read or is out of range.</exception>
    public static T Described<T>(IReadOnlyDictionary<string, string> metadata, Func<NetPlan, T> rest)
    {
        try
        {
            var plan = JsonSerializer.Deserialize<NetPlan>(metadata["plan"], Strict) ?? throw new InvalidDataException("the plan is null");
            plan.Validate();
            return rest(plan);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidDataException or ArgumentException or NotSupportedException)
        {
            throw new CheckpointException($"the weights' plan or structures cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The structures; to be called within <see cref="Described"/>, or after it.</summary>
    public static StructureSchema StructuresOf(IReadOnlyDictionary<string, string> metadata) =>
        new(JsonSerializer.Deserialize<ImmutableArray<Structure>>(metadata["structures"], Strict));

    /// <summary>Checks that arrays are the slots', in their order, and that their numbers can be used.</summary>
    /// <exception cref="CheckpointException">A name, a shape or a number is wrong.</exception>
    public static void RequireSlots(IReadOnlyCollection<Slot> slots, IReadOnlyList<NamedArray> arrays)
    {
        if (arrays.Count != slots.Count)
        {
            throw new CheckpointException($"{arrays.Count} arrays, the network has {slots.Count}");
        }

        foreach (var (slot, array) in slots.Zip(arrays))
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
