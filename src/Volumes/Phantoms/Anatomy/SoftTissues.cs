using ActiveSeg.Volumes.Seeding;

namespace ActiveSeg.Volumes.Phantoms.Anatomy;

/// <summary>Signal of everything that is not spine: skin fat, muscles, vessels, abdomen.</summary>
internal sealed class SoftTissues(SpineLayout layout, TissuePalette palette, ValueNoise noise)
{
    private readonly float scale = (float)layout.Body.Scale;
    private readonly float fatThickness = (float)layout.Body.SubcutaneousFatMm;
    private readonly float muscleFat = (float)layout.Body.MuscleFat;
    private readonly float bifurcation = (float)layout.VertebraAt[6];

    /// <summary>Signal at a point.</summary>
    /// <param name="s">Height along the spine.</param>
    /// <param name="u">To posterior.</param>
    /// <param name="v">To the patient's left.</param>
    /// <param name="depth">Below the skin of the back; negative in air.</param>
    /// <param name="edge">Width of an edge.</param>
    /// <param name="front">Anterior end of the vertebral body at this height.</param>
    /// <param name="halfWidth">Of the vertebral body.</param>
    public float SignalAt(float s, float u, float v, float depth, float edge, float front, float halfWidth)
    {
        if (depth < -edge)
        {
            return TissuePalette.Air;
        }

        if (depth > fatThickness + 4)
        {
            return Deep(s, u, v, edge, front, halfWidth);
        }

        var septum = MathF.Abs(noise.At(s / 9, depth / 5, v / 11));
        var fat = palette.Fat * (1.1f - (.3f * Cover(septum - .05f, .06f)));
        var signal = depth < fatThickness - edge
            ? fat
            : Mix(fat, Deep(s, u, v, edge, front, halfWidth), Cover(fatThickness - depth, edge));
        signal = Mix(signal, palette.Ligament, .7f * Cover(MathF.Abs(depth - fatThickness) - .8f, edge));
        signal = Mix(signal, palette.Muscle * 1.3f, Cover(depth - 1.6f, edge));
        return Mix(TissuePalette.Air, signal, Cover(-depth, edge));
    }

    public static float Cover(float distance, float edge) => Math.Clamp(.5f - (distance / edge), 0, 1);

    public static float Mix(float from, float to, float share) => from + ((to - from) * share);

    private float Deep(float s, float u, float v, float edge, float front, float halfWidth)
    {
        var depthV = Math.Abs(v);
        var signal = Retroperitoneum(s, u, v);
        if (u < 24 && depthV > halfWidth - 6)
        {
            signal = Psoas(signal, s, u, depthV, halfWidth, edge);
        }

        if (u > 4 && depthV < 60)
        {
            signal = Posterior(signal, s, u, depthV, edge);
        }

        return u > front - 40 && u < front + 6 ? Vessels(signal, s, u - front, v, edge) : signal;
    }

    private float Posterior(float tissue, float s, float u, float depthV, float edge)
    {
        var between = palette.Muscle * 1.4f;
        if (depthV < 6)
        {
            between = Mix(between, palette.Fat, .25f + (.4f * muscleFat) + (.22f * noise.At(s / 5, u / 8, 3)));
            if (depthV < 1.5f)
            {
                return between;
            }
        }

        var (x, y) = ((depthV - 25) / (26f * scale), (u - 34) / (26f * scale));
        var rho = MathF.Sqrt((x * x) + (y * y));
        if (rho < 1.2f)
        {
            var septum = MathF.Abs(noise.At(s / 24, u / 4.5f, depthV / 4.5f));
            var streak = Cover(septum - (.02f + (.2f * muscleFat)), .22f + (.3f * muscleFat));
            var groove = MathF.Abs(depthV - 21 - (.16f * (u - 30)) - (2.5f * noise.At(s / 20, u / 9, 7)));
            var fatty = Math.Min(.85f, (.4f * muscleFat) + (streak * (.08f + (.6f * muscleFat))));
            fatty = Math.Max(fatty, .5f * Cover(groove - .3f - (1.6f * muscleFat), edge));
            tissue = Mix(tissue, Mix(palette.Muscle, palette.Fat * .9f, fatty), Cover((rho - 1) * 25, edge));
        }

        return Mix(between, tissue, Cover(3 - depthV, Math.Max(edge, 2)));
    }

    private float Retroperitoneum(float s, float u, float v)
    {
        var fine = noise.At(s / 6, u / 5, v / 9);
        var fat = palette.Fat * (.88f + (.08f * fine));
        var inside = Math.Clamp((-u - (52 * scale)) / 9, 0, 1);
        if (inside <= 0)
        {
            return fat;
        }

        var coarse = noise.At(s / 17, u / 14, v / 19);
        var gut = palette.Bowel * (.9f + (.9f * fine));
        return Mix(fat, Math.Max(gut, .04f), inside * Math.Clamp((coarse * 3.5f) + .75f, 0, 1));
    }

    /// <summary>Psoas beside the vertebral bodies, quadratus lumborum behind and beside it.</summary>
    private float Psoas(float signal, float s, float u, float depthV, float halfWidth, float edge)
    {
        var size = Math.Clamp((70 - s) / 130, .12f, 1) * scale;
        var (x, y) = ((depthV - halfWidth - (14 * size)) / (15.5f * size), (u + (13 * scale)) / (21 * size));
        var (qx, qy) = ((depthV - 51) / (17 * scale), (u - 4 - (.3f * (51 - depthV))) / (9.5f * scale));
        var distance = Math.Min((MathF.Sqrt((x * x) + (y * y)) - 1) * 15, (MathF.Sqrt((qx * qx) + (qy * qy)) - 1) * 10);
        if (distance > 3)
        {
            return signal;
        }

        var muscle = palette.Muscle * (1 + (.25f * noise.At(s / 20, u / 4, depthV / 4)));
        return Mix(signal, muscle, Cover(distance, edge));
    }

    private float Vessels(float signal, float s, float ahead, float v, float edge)
    {
        var split = Math.Clamp((bifurcation - s) / 55, 0, 1);
        var (spread, radius) = (34 * split, (8.6f - (3 * split)) * scale);
        var rise = -11.5f - (4 * split) + (1.2f * noise.At(s / 30, 5, 5));
        Span<float> middles = [6 + spread, 6 - (spread * .9f), -14 - (spread * .55f)];
        for (var i = 0; i < middles.Length; i++)
        {
            var vein = i == 2;
            var (dx, dy) = ((v - middles[i]) / (vein ? 1.25f : 1), ahead - rise + (vein ? -1.5f : 0));
            var distance = MathF.Sqrt((dx * dx) + (dy * dy)) - radius;
            if (distance < 3)
            {
                var flow = vein ? palette.Vessel + (.08f * (1 + noise.At(s / 12, dx / 5, dy / 5))) : palette.Vessel;
                signal = Mix(signal, palette.Muscle, Cover(distance - 1.2f, edge));
                signal = Mix(signal, flow, Cover(distance, edge));
            }
        }

        return signal;
    }
}
