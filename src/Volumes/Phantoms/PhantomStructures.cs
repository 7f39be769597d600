using System.Collections.Immutable;

namespace ActiveSeg.Volumes.Phantoms;

/// <summary>Numbers and names of the structures in a phantom's reference.</summary>
public static class PhantomStructures
{
    /// <summary>Central canal (CC): the thecal sac with conus and roots, from the upper edge of the image to S2.</summary>
    public const byte CentralCanal = 1;

    /// <summary>Neural foramina (NF), left and right, of every pair of vertebrae in the image from T10-T11 to L5-S1.</summary>
    public const byte NeuralForamina = 2;

    /// <summary>Intervertebral discs; only in <see cref="PhantomSchema.Extended"/>.</summary>
    public const byte Disc = 3;

    /// <summary>Vertebrae with posterior elements, and the sacrum; only in <see cref="PhantomSchema.Extended"/>.</summary>
    public const byte Vertebra = 4;

    /// <summary>Structures of a schema, by rising number.</summary>
    public static ImmutableArray<(byte Label, string Name)> Of(PhantomSchema schema)
    {
        ImmutableArray<(byte, string)> grant = [(CentralCanal, "central canal"), (NeuralForamina, "neural foramina")];
        return schema == PhantomSchema.CanalAndForamina ? grant : [.. grant, (Disc, "disc"), (Vertebra, "vertebra")];
    }
}
