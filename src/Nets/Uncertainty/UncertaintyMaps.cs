using System.Diagnostics;

namespace ActiveSeg.Nets.Uncertainty;

/// <summary>What the passes say of every voxel, taken together.</summary>
/// <remarks>Shapes: maps and <see cref="Classes"/> are <c>[voxels]</c>, <see cref="Mean"/> is <c>[classes, voxels]</c>, voxels in stack order.</remarks>
internal sealed class UncertaintyMaps
{
    private readonly float[][] maps;

    public UncertaintyMaps(float[] mean, byte[] classes, byte[][] masks, float[][] maps) =>
        (Mean, Classes, Masks, this.maps) = (mean, classes, masks, maps);

    /// <summary>Mean probabilities.</summary>
    public float[] Mean { get; }

    /// <summary>The likeliest class by the mean probabilities; the lowest of equals.</summary>
    public byte[] Classes { get; }

    /// <summary>The likeliest class by each pass. Shape: <c>[passes][voxels]</c>.</summary>
    public byte[][] Masks { get; }

    public int ClassCount => Mean.Length / Classes.Length;

    public float[] this[VoxelSignal signal] =>
        (int)signal >= 0 && (int)signal < maps.Length ? maps[(int)signal] : throw new UnreachableException();

    public ReadOnlySpan<float> MeanOf(int @class) => Mean.AsSpan(@class * Classes.Length, Classes.Length);
}
