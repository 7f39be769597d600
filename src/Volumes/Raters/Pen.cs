using ActiveSeg.Volumes.Seeding;

namespace ActiveSeg.Volumes.Raters;

/// <summary>Displacement of one structure's contours in one read.</summary>
/// <param name="Wander">Noise field of the displacement.</param>
/// <param name="Grain">Noise field that decides which edge voxels a displacement below a voxel flips.</param>
/// <param name="Bias">Outward. Units: mm.</param>
/// <param name="Noise">Standard deviation. Units: mm.</param>
/// <param name="Correlation">Units: mm.</param>
/// <param name="ShiftA">Along the slice's first axis. Units: mm.</param>
/// <param name="ShiftB">Along the slice's second axis. Units: mm.</param>
internal sealed record Pen(
    ValueNoise Wander, ValueNoise Grain, float Bias, float Noise, float Correlation, float ShiftA, float ShiftB)
{
    /// <summary>Standard deviation of <see cref="ValueNoise"/> over space.</summary>
    private const float NoiseSd = .34f;

    /// <summary>Beyond this distance a contour is never displaced. Units: mm.</summary>
    public float Reach => Math.Abs(Bias) + (2.8f * Noise) + Math.Abs(ShiftA) + Math.Abs(ShiftB);

    /// <summary>Outward displacement at a point of a slice; slices are half alike with their neighbours. Units: mm.</summary>
    public float At(float a, float b, int slice, float throughMm)
    {
        var own = Wander.At(a / Correlation, b / Correlation, slice * 5.37f);
        var shared = Wander.At(b / Correlation, a / Correlation, throughMm / Correlation);
        var unit = ((.75f * own) + (.66f * shared)) / NoiseSd;
        return Bias + (Noise * Math.Clamp(unit, -2.8f, 2.8f));
    }

    /// <summary>Evenly spread over -.5 to .5 and alike over about two voxels.</summary>
    public float Dither(float column, float row, int slice)
    {
        var unit = Grain.At(column / 2.3f, row / 2.3f, slice * 3.61f) / NoiseSd;
        return (1 / (1 + MathF.Exp(-1.7f * unit))) - .5f;
    }
}
