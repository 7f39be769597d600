using ActiveSeg.Volumes.Seeding;
using static ActiveSeg.Volumes.Phantoms.Anatomy.SoftTissues;

namespace ActiveSeg.Volumes.Phantoms.Anatomy;

/// <summary>The phantom as a function of place: signal, and signed distances to the labelled structures.</summary>
/// <remarks>Units: mm; distances are negative inside and only trusted near a structure's edge.</remarks>
internal sealed class SpineTissues
{
    private const float Far = 50;
    private readonly SpineProfiles profiles;
    private readonly SoftTissues soft;
    private readonly PosteriorElements posterior;
    private readonly TissuePalette palette;
    private readonly ValueNoise noise;
    private readonly float scale;

    public SpineTissues(PhantomDescription description, SpineLayout layout)
    {
        profiles = new SpineProfiles(layout);
        palette = TissuePalette.Of(description);
        noise = new ValueNoise(description.Body.TextureSeed);
        soft = new SoftTissues(layout, palette, noise);
        posterior = new PosteriorElements(profiles);
        scale = (float)layout.Body.Scale;
    }

    /// <summary>Signal relative to cerebrospinal fluid at a straightened point.</summary>
    /// <param name="s">Height along the spine.</param>
    /// <param name="curveU">To posterior of the curve.</param>
    /// <param name="v">To the patient's left of the curve.</param>
    /// <param name="depth">Below the skin of the back.</param>
    /// <param name="edge">Width of an edge.</param>
    /// <param name="distances">Added to: canal, foramen, disc, vertebra.</param>
    public float SignalAt(float s, float curveU, float v, float depth, float edge, ref StructureDistances distances)
    {
        ref readonly var p = ref profiles.At(s);
        var u = curveU + p.Slip;
        var depthV = Math.Abs(v);
        var (canal, foramen, disc, vertebra) = (Far, Far, Far, Far);
        var signal = InsideBody(p, u, v) ? 0 : AroundSpine(p, s, u, v, depth, edge);

        if (u < 8 && u > p.Front - 6 && depthV < p.HalfWidth + 6)
        {
            signal = BodyAndDisc(p, s, u, v, edge, signal, ref disc, ref vertebra);
        }

        if (u is > -6 and < 62 && depthV < 58)
        {
            var (bone, joint) = posterior.Distance(p, s, u, v);
            if (bone < 3)
            {
                signal = Mix(signal, palette.Cortex, Cover(bone, edge) * (1 - Cover(vertebra + 1.4f, edge)));
                signal = Mix(signal, Marrow(s, u, v), Cover(bone + 1.15f, edge));
                signal = Mix(signal, palette.Fluid * .62f, joint * .8f);
            }

            vertebra = Math.Min(vertebra, bone);
        }

        if (p.Disc < SpineLayout.FirstSacral)
        {
            ref readonly var f = ref (v > 0 ? profiles.Left : profiles.Right)[p.Disc];
            if (f.IsNear(s, u, depthV))
            {
                signal = InForamen(f, s, u, depthV, edge, signal, out foramen);
            }
        }

        if (u is > -4 and < 28 && depthV < 18)
        {
            signal = InSac(p, s, u, v, edge, signal, out canal);
        }

        distances.Canal += canal;
        distances.Foramen += foramen;
        distances.Disc += disc;
        distances.Vertebra += vertebra;
        return signal;
    }

    private float Marrow(float s, float u, float v) =>
        palette.Marrow * (1 + (.13f * noise.At(s / 3.1f, u / 3.1f, v / 4)) + (.16f * noise.At(s / 11, u / 11, v / 11)));

    private static bool InsideBody(in SpineProfile p, float u, float v)
    {
        var (x, y) = (v / p.HalfWidth, (u - ((p.Front + p.Back) / 2)) / ((p.Back - p.Front) / 2));
        return (x * x) + (y * y) < .55f;
    }

    /// <summary>Soft tissue; within the bony canal fat, yellow ligament under the laminae and crowded tissue at a narrow disc.</summary>
    private float AroundSpine(in SpineProfile p, float s, float u, float v, float depth, float edge)
    {
        var depthV = Math.Abs(v);
        var roof = 21.5f - (.5f * depthV);
        var canal = u > -3 ? Cover(u - roof, Math.Max(edge, 1.5f)) * Cover(depthV - 13, 4) : 0;
        if (canal <= 0)
        {
            return soft.SignalAt(s, u, v, depth, edge, p.Front, p.HalfWidth);
        }

        var fat = palette.Fat * (.9f + (.1f * noise.At(s / 6, u / 5, v / 5)));
        var thickness = (2.4f + (2.2f * p.Wear)) * (.45f + (.55f * p.NearDisc));
        var flavum = Cover(roof - thickness - u, edge) * Math.Clamp((depthV - .6f) / 1.6f, .25f, 1);
        var crowded = p.NearDisc * Math.Clamp(p.Crowding + (.4f * p.Wear), 0, 1) * Cover(2.2f - depthV, 3);
        var inside = Mix(fat, palette.Ligament, Math.Max(.92f * flavum, .8f * crowded));
        return canal >= 1 ? inside : Mix(soft.SignalAt(s, u, v, depth, edge, p.Front, p.HalfWidth), inside, canal);
    }

    private float BodyAndDisc(
        in SpineProfile p, float s, float u, float v, float edge, float signal, ref float disc, ref float vertebra)
    {
        var (middle, half) = ((p.Front + p.Back) / 2, (p.Back - p.Front) / 2);
        var hollow = 1.5f * Math.Max(0, 1 - (v * v / 100));
        var du = u + (u > middle ? hollow : 0) - middle;
        var (x, y) = (v / p.HalfWidth, du / half);
        var (x2, y2) = (x * x, y * y);
        var rho2 = MathF.Sqrt((x2 * x2) + (y2 * y2) + (1.15f * x2 * y2));
        var rho = MathF.Sqrt(rho2);
        var outline = rho < .3f ? (rho - 1) * half : MathF.Sqrt((v * v) + (du * du)) * (1 - (1 / rho));
        if (outline > 4)
        {
            return signal;
        }

        var ds = s - p.DiscAt;
        var halfHeight = p.DiscHalfHeight * (.84f + (.32f * Math.Max(0, 1 - rho2)));
        var plate = MathF.Abs(ds) - halfHeight;
        disc = Math.Max(outline, plate);
        vertebra = Math.Max(outline, -plate);
        signal = Mix(signal, palette.Cortex, Cover(outline - .6f, edge));

        var marrow = Marrow(s, u, v);
        var mid = MathF.Abs(ds) - halfHeight - (12.6f * scale);
        if (MathF.Abs(mid) < 3 && MathF.Abs(v) < 7 && u > middle + 2)
        {
            var vein = Cover(MathF.Abs(mid) - .9f, edge + .6f) * Math.Clamp((u - middle - 2) / 8, 0, 1);
            marrow = Mix(marrow, palette.Fluid * .8f, .65f * vein * Cover(MathF.Abs(v) - 5, 3));
        }

        signal = Mix(signal, marrow, Cover(Math.Max(outline + .9f, .7f - plate), edge));
        if (plate < 1)
        {
            signal = Mix(signal, Nucleus(p, s, u, v, ds / halfHeight, rho), Cover(Math.Max(outline + .2f, plate + .3f), edge));
        }

        return signal;
    }

    private float Nucleus(in SpineProfile p, float s, float u, float v, float height, float rho)
    {
        var fresh = 1 - p.Wear;
        var core = Math.Clamp((.80f - rho) / .22f, 0, 1) * Math.Clamp((1.02f - MathF.Abs(height)) / .35f, 0, 1);
        var bright = palette.Annulus + ((palette.Nucleus - palette.Annulus) * fresh * fresh * fresh);
        var cleft = .3f * fresh * MathF.Exp(-height * height / .05f) * Math.Clamp((.6f - rho) / .2f, 0, 1);
        var signal = Mix(palette.Annulus, bright * (1 - cleft), core);
        return signal * (1 + (.2f * noise.At(s / 3, u / 5, v / 5)));
    }

    private float InForamen(in Foramen f, float s, float u, float depthV, float edge, float signal, out float distance)
    {
        var (outline, usual) = f.Outline(s, u);
        var ends = f.BeyondEnds(depthV);
        distance = Math.Max(outline, ends);
        var within = Cover(ends - 1.2f, 2.5f);
        var capsule = palette.Ligament * (1.3f + (.4f * noise.At(s / 3, u / 3, depthV / 4)));
        signal = Mix(signal, capsule, .9f * Cover(ends + .5f, 4) * Cover(usual - 3.4f, Math.Max(edge, 2)));
        var fat = palette.Fat * (.88f + (.12f * noise.At(s / 4, u / 4, depthV / 6)) - (.35f * f.Obliteration));
        signal = Mix(signal, fat, within * Cover(outline, edge));
        var (root, vein) = f.Contents(s, u, depthV);
        if (root < 6)
        {
            signal = Mix(signal, palette.Root, within * Cover(root - (2.5f * scale), edge + .3f) * Cover(outline - .5f, edge));
        }

        return Mix(signal, palette.Muscle, .75f * within * Cover(vein - 1.1f, edge));
    }

    private float InSac(in SpineProfile p, float s, float u, float v, float edge, float signal, out float distance)
    {
        distance = Far;
        if (p.SacA < .5f)
        {
            return signal;
        }

        var du = u - p.SacU;
        var x = v / p.SacA;
        var y = (du / p.SacB) - (p.SacBend * (.25f - (x * x)));
        var wide = x / Math.Max(.3f, 1 + (p.SacTaper * Math.Clamp(y, -1.3f, 1.3f)));
        var rho = MathF.Sqrt((wide * wide) + (y * y));
        distance = rho < .3f ? (rho - 1) * p.SacB : MathF.Sqrt((v * v) + (du * du)) * (1 - (1 / rho));
        if (distance > 2.5f)
        {
            return signal;
        }

        signal = Mix(signal, palette.Ligament, .75f * Cover(distance - .7f, edge));
        return Mix(signal, SacContents(p, s, u, v, y, edge), Cover(distance, edge));
    }

    /// <summary>Fluid with the conus, then roots that lie to posterior and crowd a narrow sac.</summary>
    private float SacContents(in SpineProfile p, float s, float u, float v, float y, float edge)
    {
        var strand = noise.At(s / 42, u / 1.25f, v / 1.5f);
        var dorsal = Math.Clamp((.75f * y) + .42f, 0, 1);
        var roots = Math.Clamp((strand * 1.5f) + (dorsal * 1.15f) - .72f + p.Crowding, 0, 1) * Math.Min(.85f, .6f + (.35f * p.Crowding));
        var signal = Mix(palette.Fluid * (1 + (.05f * noise.At(s / 14, u / 4, v / 6))), palette.Root, roots);
        if (p.Cord > .2f)
        {
            var (dx, dy) = (v / 1.15f, u - p.SacU - (.12f * p.SacB));
            signal = Mix(signal, palette.Cord, Cover(MathF.Sqrt((dx * dx) + (dy * dy)) - p.Cord, edge + .4f));
        }

        return signal;
    }
}
