using System.Collections.Immutable;
using System.Text.Json;
using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Networks;

namespace ActiveSeg.Nets.Interchange.Imports;

/// <summary>Takes weights that another program wrote as safetensors, if they are exactly those of the plan's network.</summary>
/// <remarks>Numbers of 16 bits (F16, BF16) are widened. Pickles and TorchScript are never read.</remarks>
public static class WeightsImport
{
    /// <summary>Checks the arrays and gives them the network's names and order.</summary>
    /// <param name="file">The safetensors file's bytes.</param>
    /// <param name="planFile">JSON object of plan and structures, and of members where there are several; none: they stand in the file's metadata under those keys.</param>
    /// <param name="names">JSON object from the file's names to the network's, or to null for arrays to be left out; names that it lacks stay. None: all stay.</param>
    /// <exception cref="WeightsImportException">Something does not fit; it names the array.</exception>
    public static TrainedWeights Read(byte[] file, byte[]? planFile, byte[]? names)
    {
        ArgumentNullException.ThrowIfNull(file);
        var (entries, found) = EntriesOf(file);
        var metadata = PlanFile.Chosen(planFile is null ? found : PlanFile.ToMetadata(planFile));
        var slots = SlotsOf(metadata);
        var renamed = (names is null ? NameMap.Identity : NameMap.Parse(names)).Apply(entries);
        if (renamed.Keys.Except(slots.Select(slot => slot.Name)).FirstOrDefault() is { } surplus)
        {
            throw new WeightsImportException(
                ImportFault.Surplus, surplus, $"array '{surplus}' is none of the network's; map its name, or map it to null to leave it out");
        }

        ImmutableArray<NamedArray> arrays = [.. slots.Select(slot => renamed.TryGetValue(slot.Name, out var entry)
            ? Checked(slot, new NamedArray(slot.Name, slot.Shape, ValuesOf(slot, entry, file)))
            : throw new WeightsImportException(ImportFault.Missing, slot.Name, $"the file lacks the array '{slot.Name}' {Text(slot.Shape)}"))];
        metadata["format"] = TrainedWeights.Format;
        var bytes = Safetensors.Write(arrays, metadata);
        try
        {
            return TrainedWeights.FromBytes(bytes, WeightsFile.HashOf(bytes));
        }
        catch (CheckpointException wrong)
        {
            throw new WeightsImportException(ImportFault.Plan, "", wrong.Message);
        }
    }

    private static (IReadOnlyList<StoredArray> Entries, IReadOnlyDictionary<string, string> Metadata) EntriesOf(byte[] file)
    {
        try
        {
            return Safetensors.ReadEntries(file);
        }
        catch (CheckpointException unsound)
        {
            throw new WeightsImportException(ImportFault.File, "", $"not a sound safetensors file: {unsound.Message}");
        }
    }

    /// <summary>Arrays that the plan asks for; its text becomes that of our own files.</summary>
    private static ImmutableArray<Slot> SlotsOf(Dictionary<string, string> metadata)
    {
        try
        {
            var (layout, plan) = WeightsFile.Described(metadata, plan => (
                TrainedWeights.LayoutOf(plan, WeightsFile.StructuresOf(metadata)), JsonSerializer.Serialize(plan, WeightsFile.Strict)));
            metadata["plan"] = plan;
            metadata["structures"] = JsonSerializer.Serialize(WeightsFile.StructuresOf(metadata).Structures, WeightsFile.Strict);
            return TrainedWeights.SlotsOf(layout, TrainedWeights.MembersOf(metadata));
        }
        catch (CheckpointException wrong)
        {
            throw new WeightsImportException(ImportFault.Plan, "", wrong.Message);
        }
    }

    private static float[] ValuesOf(Slot slot, StoredArray entry, byte[] file)
    {
        if (!entry.Shape.SequenceEqual(slot.Shape))
        {
            throw new WeightsImportException(
                ImportFault.Shape, slot.Name, $"array '{entry.Name}' is {Text(entry.Shape)}, the network's '{slot.Name}' is {Text(slot.Shape)}");
        }

        return FloatWidening.TryRead(entry, file)
            ?? throw new WeightsImportException(
                ImportFault.Type, slot.Name, $"array '{entry.Name}' holds {entry.Type} in {entry.End - entry.Start} bytes; F32, F16 and BF16, as many as its shape says, are read");
    }

    private static NamedArray Checked(Slot slot, NamedArray array)
    {
        if (!array.Values.All(float.IsFinite))
        {
            throw new WeightsImportException(ImportFault.NotFinite, slot.Name, $"array '{slot.Name}' holds a number that is not finite");
        }

        return slot.Kind == SlotKind.Variance && array.Values.Any(v => v < 0)
            ? throw new WeightsImportException(ImportFault.NegativeVariance, slot.Name, $"array '{slot.Name}' holds a negative variance")
            : array;
    }

    private static string Text(long[] shape) => $"[{string.Join(", ", shape)}]";
}
