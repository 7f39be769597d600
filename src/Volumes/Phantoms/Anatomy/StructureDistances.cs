namespace ActiveSeg.Volumes.Phantoms.Anatomy;

/// <summary>Signed distances to the labelled structures, summed over the samples of a voxel.</summary>
/// <remarks>Units: mm; negative inside.</remarks>
internal struct StructureDistances
{
    public float Canal;
    public float Foramen;
    public float Disc;
    public float Vertebra;

    /// <summary>Innermost structure in the order canal, foramen, disc, vertebra; 0 when outside of all.</summary>
    public readonly byte Label(bool extended) =>
        Canal < 0 ? PhantomStructures.CentralCanal
        : Foramen < 0 ? PhantomStructures.NeuralForamina
        : !extended ? (byte)0
        : Disc < 0 ? PhantomStructures.Disc
        : Vertebra < 0 ? PhantomStructures.Vertebra : (byte)0;
}
