using System.Collections.Immutable;

namespace ActiveSeg.Nets.Plans;

/// <summary>Limits within which a plan is made.</summary>
public sealed record PlanOptions
{
    /// <summary>Largest slice the network sees; a finer median scan is planned at a coarser spacing. Units: pixels. Default: 65,536.</summary>
    public int MaxSlicePixels { get; init; } = 65_536;

    /// <summary>Largest training patch. Units: pixels. Default: 24,576 (192 x 128).</summary>
    public int MaxPatchPixels { get; init; } = 24_576;

    /// <summary>Largest training patch in three dimensions. Units: voxels. Default: 110,592 (48 cubed).</summary>
    public int MaxPatchVoxels { get; init; } = 110_592;

    /// <summary>Memory that a training step may take; fewer patches are used where it is short. Units: bytes. Default: 4 GiB.</summary>
    public long MemoryBytes { get; init; } = 4L << 30;

    /// <summary>2 or 3, whatever the data say. Default: none, by anisotropy.</summary>
    public int? Dimensions { get; init; }

    /// <summary>Slices that are channels in two dimensions: 1, or odd for neighbours on either side. Default: 3.</summary>
    public int InputSlices { get; init; } = 3;

    /// <summary>Coarser decoder levels with a head of their own while training. Default: 2.</summary>
    public int SupervisedLevels { get; init; } = 2;

    /// <summary>Pixels of a training step over all its patches; sets the batch size (2 to 32). Default: 131,072.</summary>
    public int StepPixels { get; init; } = 131_072;

    /// <summary>Channels of each level; the last is the width of embeddings. Default: 16, 32, 64, 128, 256.</summary>
    public ImmutableArray<int> Widths { get; init; } = [16, 32, 64, 128, 256];

    /// <summary>Slice axis to use whatever the data say. Default: none, by anisotropy.</summary>
    public PatientAxis? SliceAxis { get; init; }
}
