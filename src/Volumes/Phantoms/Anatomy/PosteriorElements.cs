namespace ActiveSeg.Volumes.Phantoms.Anatomy;

/// <summary>Pedicles, articular processes, laminae, spinous and transverse processes as a signed distance.</summary>
/// <remarks>Units: mm in straightened coordinates; both sides alike (v is taken absolute).</remarks>
internal sealed class PosteriorElements(SpineProfiles profiles)
{
    private readonly SpineLayout layout = profiles.Layout;
    private readonly float scale = (float)profiles.Layout.Body.Scale;

    /// <summary>Distance to the nearest bone, and how far the point lies in a facet joint's gap (0 no, 1 in its middle).</summary>
    public (float Bone, float Joint) Distance(in SpineProfile p, float s, float u, float v)
    {
        var depthV = Math.Abs(v);
        var left = v > 0;
        var (upper, lower) = (p.Disc, p.Disc + 1);
        if (u > 30 && depthV > 8)
        {
            return (99, 0);
        }

        var above = VertebraBone(upper, s, u, depthV, left, out _, out var inferior);
        var below = VertebraBone(lower, s, u, depthV, left, out var superior, out _);
        var joint = 0f;
        if (inferior < 1.6f && superior < 1.6f)
        {
            joint = Math.Clamp(1.3f - Math.Abs(superior - inferior), 0, 1);
        }

        return (Math.Min(above, below), joint);
    }

    private float VertebraBone(int k, float s, float u, float depthV, bool left, out float superior, out float inferior)
    {
        (superior, inferior) = (99, 99);
        var ds = s - (float)layout.VertebraAt[k];
        var pitch = (float)layout.BodyHeight[k] / 27f;
        var middle = (float)layout.PedicleMiddle[k];
        if (k >= SpineLayout.FirstSacral)
        {
            return Sacral(k, ds, u, depthV, middle, ref superior);
        }

        if (ds > 30 * pitch || ds < -32 * pitch)
        {
            return 99;
        }

        var bone = Pedicle(k, s, u, depthV, left, middle);
        if (u > 30)
        {
            return Math.Min(bone, Spinous(k, ds, u, depthV, pitch));
        }

        superior = Capsule(ds, u, depthV, 5 * pitch, 11.5f, middle + 1, 20.5f * pitch, 13.8f, middle + 2.8f, 4.9f * scale);
        inferior = Capsule(ds, u, depthV, -7 * pitch, 18, middle - 2.2f, -22.5f * pitch, 19.4f, middle - 1.8f, 4.9f * scale);
        var pars = Capsule(ds, u, depthV, 4 * pitch, 12.5f, middle - .5f, -7 * pitch, 18, middle - 2.2f, 4.2f * scale);
        bone = Math.Min(Math.Min(bone, pars), Math.Min(superior, inferior));

        var lamina = Math.Max(
            Capsule(0, u, depthV, 0, 18, middle - 2.2f, 0, 23.5f, 0, 2.9f * scale),
            Math.Abs(ds + (7.5f * pitch)) - (8.2f * pitch));
        bone = Math.Min(bone, lamina);

        if (depthV < 8 && u > 16)
        {
            bone = Math.Min(bone, Spinous(k, ds, u, depthV, pitch));
        }

        if (k >= 3 && depthV > middle)
        {
            bone = Math.Min(bone, Capsule(ds * .75f, u, depthV, 2.2f * pitch, 9, middle + 2, 2 * pitch, 14, 37 * scale, 3.1f * scale));
        }

        return bone;
    }

    /// <summary>A plate that slopes down to posterior and thickens at its tip.</summary>
    private float Spinous(int k, float ds, float u, float depthV, float pitch)
    {
        const float corner = 4.5f;
        var length = (k >= 7 ? 20f : k <= 2 ? 25f : 29f) * scale;
        var along = u - 21;
        var tall = (k >= 7 ? 6.2f : 9f) * pitch;
        var a = Math.Abs(along - (length / 2)) - (length / 2) + corner;
        var b = Math.Abs(ds + (8.5f * pitch) + (.27f * along)) - tall + corner;
        var (aOut, bOut) = (Math.Max(a, 0), Math.Max(b, 0));
        var flat = Math.Min(Math.Max(a, b), 0) + MathF.Sqrt((aOut * aOut) + (bOut * bOut)) - corner;
        return Math.Max(flat, depthV - 3 - (1.4f * Math.Clamp((along - (.5f * length)) / (.4f * length), 0, 1)));
    }

    /// <summary>Bone between the foramen above and the foramen below, on one side.</summary>
    private float Pedicle(int k, float s, float u, float depthV, bool left, float middle)
    {
        var foramina = left ? profiles.Left : profiles.Right;
        var at = (float)layout.VertebraAt[k];
        var top = k > 0 ? foramina[k - 1].Bottom - .6f : at + 10;
        var bottom = foramina[Math.Min(k, foramina.Length - 1)].Top + .6f;
        var (half, wide) = (Math.Max((top - bottom) / 2, 4), (float)layout.PedicleHalfWidth[k]);
        var (a, b) = ((s - ((top + bottom) / 2)) / half, (depthV - middle) / wide);
        var rho = MathF.Sqrt(MathF.Sqrt((a * a * a * a) + (b * b * b * b) + (a * a * b * b)));
        return Math.Max((rho - 1) * Math.Min(half, wide), Math.Abs(u - 4) - 9);
    }

    private float Sacral(int k, float ds, float u, float depthV, float middle, ref float superior)
    {
        var half = ((float)layout.BodyHeight[k] / 2) + 1;
        var slab = Math.Abs(ds) - half;
        var back = k == 8 ? 17.5f : 14f;
        var thin = k == 8 ? 2.6f : 2.2f;
        var roof = Math.Max(Math.Abs(u - back - thin) - thin, Math.Max(depthV - middle - 4, k == 8 ? ds - 6 : slab));
        var crest = Math.Max(Math.Max(Math.Abs(u - back - 6) - 5, depthV - 2.5f), Math.Abs(ds + 2) - 8);
        var wall = Math.Max(Math.Max(Math.Abs(u - 6) - 13, 13 - depthV), Math.Max(depthV - 24, k == 8 ? ds - 7 : slab));
        var ala = Math.Max(
            Math.Max(Math.Abs(u + 8) - 17, depthV - 52),
            Math.Max(18 - depthV, k == 8 ? ds - 9 + (.22f * (depthV - 18)) : slab));
        var bone = Math.Min(Math.Min(roof, crest), Math.Min(wall, ala));
        if (k == 8)
        {
            superior = Capsule(ds, u, depthV, 4, 12.5f, middle, 19.5f * scale, 13.5f, middle, 4.3f * scale);
            bone = Math.Min(bone, superior);
        }

        return bone;
    }

    private static float Capsule(
        float x, float y, float z, float ax, float ay, float az, float bx, float by, float bz, float radius)
    {
        var (px, py, pz) = (x - ax, y - ay, z - az);
        var (qx, qy, qz) = (bx - ax, by - ay, bz - az);
        var t = Math.Clamp(((px * qx) + (py * qy) + (pz * qz)) / ((qx * qx) + (qy * qy) + (qz * qz)), 0, 1);
        (px, py, pz) = (px - (t * qx), py - (t * qy), pz - (t * qz));
        return MathF.Sqrt((px * px) + (py * py) + (pz * pz)) - radius;
    }
}
