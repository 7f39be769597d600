namespace ActiveSeg.Volumes.Phantoms.Anatomy;

/// <summary>A neural foramen: an upright, upward-widening oval in the sagittal plane, extended sideways between the pedicles.</summary>
/// <remarks>Units: mm. Its area is π times the product of its half axes whatever the widening, by symmetry.</remarks>
internal readonly struct Foramen
{
    private const float Widening = .32f;
    private readonly float at;
    private readonly float middleU;
    private readonly float middleV;
    private readonly float halfHeight;
    private readonly float halfDepth;
    private readonly float halfLength;
    private readonly float normalRatio;

    public Foramen(SpineLayout layout, int disc, double area, double normalArea, double scale)
    {
        const double slenderness = .47;
        halfHeight = (float)Math.Sqrt(area / (Math.PI * slenderness));
        halfDepth = (float)(slenderness * halfHeight);
        normalRatio = (float)Math.Sqrt(normalArea / area);
        at = (float)(layout.DiscAt[disc] + (3.4 * scale));
        middleU = (float)((slenderness * Math.Sqrt(normalArea / (Math.PI * slenderness))) - (2.2 * scale));
        middleV = (float)((layout.PedicleMiddle[disc] + layout.PedicleMiddle[disc + 1]) / 2);
        halfLength = (float)((layout.PedicleHalfWidth[disc] + layout.PedicleHalfWidth[disc + 1]) / 2);
    }

    public float Top => at + (halfHeight * normalRatio);

    public float Bottom => at - (halfHeight * normalRatio);

    public float MiddleS => at;

    public float MiddleV => middleV;

    public bool IsNear(float s, float u, float depthV) =>
        Math.Abs(s - at) < 17 && Math.Abs(u - middleU) < 12 && Math.Abs(depthV - middleV) < halfLength + 6;

    /// <summary>Distance beyond the ends towards and away from the midline; negative between them.</summary>
    public float BeyondEnds(float depthV) => Math.Abs(depthV - middleV) - halfLength;

    /// <summary>Signed distance to the outline in the sagittal plane, and to the outline it would have without stenosis.</summary>
    public (float Actual, float Normal) Outline(float s, float u)
    {
        var (ds, du) = (s - at, u - middleU);
        var x = ds / halfHeight;
        var y = du / (halfDepth * Math.Max(.3f, 1 + (Widening * Math.Clamp(x, -1.5f, 1.5f))));
        var rho = MathF.Sqrt((x * x) + (y * y));
        var actual = rho < .2f ? (rho - 1) * halfDepth : MathF.Sqrt((ds * ds) + (du * du)) * (1 - (1 / rho));
        return (actual, actual - ((normalRatio - 1) * halfDepth * 1.6f));
    }

    /// <summary>Distances from the axes of the nerve root and of a vein below it.</summary>
    public (float Root, float Vein) Contents(float s, float u, float depthV)
    {
        var ds = s - (at + (.36f * halfHeight) - (.28f * (depthV - middleV)));
        var du = u - (middleU + (.08f * halfDepth));
        var down = s - (at - (.42f * halfHeight));
        return (MathF.Sqrt((ds * ds * .8f) + (du * du)), MathF.Sqrt((down * down) + (du * du)));
    }

    /// <summary>How much of the fat is lost: 0 normal, about .6 when severe.</summary>
    public float Obliteration => 1 - (1 / normalRatio);
}
