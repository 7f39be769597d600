using System.Collections.Immutable;

namespace ActiveSeg.Nets.Plans;

/// <summary>Limits within which a plan is made.</summary>
public sealed record PlanOptions
{
    /// <summary>Largest slice the network sees; a finer median scan is planned at a coarser spacing. Units: pixels. Default: 65,536.</summary>
    public int MaxSlicePixels { get; init; } = 65_536;

    /// <summary>Largest training patch. Units: pixels. Default: 24,576 (192 x 128).</summary>
    public int MaxPatchPixels { get; init; } = 24_576;

    /// <summary>Pixels of a training step over all its patches; sets the batch size (2 to 32). Default: 131,072.</summary>
    public int StepPixels { get; init; } = 131_072;

    /// <summary>Channels of each level; the last is the width of embeddings. Default: 16, 32, 64, 128, 256.</summary>
    public ImmutableArray<int> Widths { get; init; } = [16, 32, 64, 128, 256];

    /// <summary>Slice axis to use whatever the data say. Default: none, by anisotropy.</summary>
    public PatientAxis? SliceAxis { get; init; }
}
