using ActiveSeg.Nets.Plans;
using ActiveSeg.Protocol.V1;
using ActiveSeg.Trainer.Remote;

namespace ActiveSeg.Trainer.Scans;

/// <summary>The structures of a manifest as networks know them.</summary>
internal static class SchemaMap
{
    /// <summary>Takes the structures over.</summary>
    /// <exception cref="UnusableInputException">A label is not 1 to 255, or structures contradict each other.</exception>
    public static StructureSchema Of(TrainingManifest manifest)
    {
        if (manifest.Structures.FirstOrDefault(s => s.Label is < 1 or > 255) is { } odd)
        {
            throw new UnusableInputException($"structure '{odd.Name}' has label {odd.Label}, which is not from 1 to 255");
        }

        try
        {
            return new StructureSchema([.. manifest.Structures.Select(s => new Nets.Plans.Structure((byte)s.Label, s.Name))]);
        }
        catch (ArgumentException wrong)
        {
            throw new UnusableInputException(wrong.Message, wrong);
        }
    }
}
