namespace ActiveSeg.Volumes.Phantoms.Anatomy;

/// <summary>Surface of the back; it follows the curve of the spine less than half way.</summary>
internal sealed class BackSkin
{
    private const int Low = -260;
    private readonly float[] surface = new float[560];

    public BackSkin(SpineCurve curve, PhantomBody body)
    {
        var distance = (54 * body.Scale) + body.SubcutaneousFatMm + 4;
        var s = -190.0;
        for (var i = 0; i < surface.Length; i++)
        {
            while (s < 229 && curve.At(s).Z < Low + i)
            {
                s++;
            }

            surface[i] = (float)(distance + (.45 * curve.At(s).Y));
        }
    }

    /// <summary>Depth of a point in anatomy's own space below the skin; negative in air. Units: mm.</summary>
    public float DepthAt(double y, double z, float v)
    {
        var i = Math.Clamp((int)z - Low, 0, surface.Length - 1);
        return surface[i] - (float)y - (v * v / 480) - (4 * MathF.Exp(-v * v / 130));
    }
}
