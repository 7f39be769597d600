namespace ActiveSeg.Volumes.Phantoms.Anatomy;

/// <summary>The straightened spine tabulated along its length, with its foramina.</summary>
internal sealed class SpineProfiles
{
    private const float Step = .5f;
    private const float Low = -190;
    private const float High = 230;
    private readonly SpineProfile[] table;

    public SpineProfiles(SpineLayout layout)
    {
        Layout = layout;
        table = new SpineProfile[(int)((High - Low) / Step) + 1];
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = ProfileAt(layout, Low + (i * Step));
        }

        for (var d = 0; d <= SpineLayout.FirstSacral - 1; d++)
        {
            var scale = layout.Body.Scale;
            var found = layout.TryLevel(d, out var level);
            var usual = scale * scale * (found ? NormalForamen(level) : 88);
            Left[d] = new Foramen(layout, d, found ? level.ForamenAreaLeftMm2 : usual, usual, scale);
            Right[d] = new Foramen(layout, d, found ? level.ForamenAreaRightMm2 : usual, usual, scale);
        }
    }

    public SpineLayout Layout { get; }

    /// <summary>Foramina by disc, T10-T11 to L5-S1.</summary>
    public Foramen[] Left { get; } = new Foramen[SpineLayout.FirstSacral];

    public Foramen[] Right { get; } = new Foramen[SpineLayout.FirstSacral];

    public ref readonly SpineProfile At(float s)
    {
        var i = (int)(((s - Low) / Step) + .5f);
        return ref table[Math.Clamp(i, 0, table.Length - 1)];
    }

    private static double NormalForamen(PhantomLevel level)
    {
        var best = Math.Max(level.ForamenAreaLeftMm2, level.ForamenAreaRightMm2);
        return Math.Clamp(best, 98, 150);
    }

    private static SpineProfile ProfileAt(SpineLayout layout, double s)
    {
        var scale = layout.Body.Scale;
        var disc = layout.NearestDisc(s);
        var found = layout.TryLevel(disc, out var level);
        var ds = s - layout.DiscAt[disc];
        var half = layout.DiscHeight[disc] / 2;
        var near = Math.Exp(-ds * ds / (7.0 * 7.0));
        var bulge = found ? level.BulgeMm : 0;
        var wear = found ? level.Degeneration : disc > 8 ? .9 : .35;
        var atDisc = 1 / (1 + Math.Exp((Math.Abs(ds) - half) / .5));

        var vertebra = ds > 0 ? disc : disc + 1;
        var inBody = (s - layout.VertebraAt[vertebra]) / (layout.BodyHeight[vertebra] / 2);
        var waist = 1 - (.085 * Math.Max(0, 1 - (inBody * inBody)));
        var lip = wear * 2.6 * Math.Exp(-Math.Pow((Math.Abs(ds) - half - 1.2) / 2.2, 2));
        var depth = layout.AtArc(layout.HalfDepth, s);

        var profile = new SpineProfile
        {
            Disc = disc,
            DiscAt = (float)layout.DiscAt[disc],
            DiscHalfHeight = (float)half,
            Wear = (float)wear,
            Front = (float)((-2 * depth * waist) - lip - (atDisc * .4 * bulge)),
            Back = (float)((atDisc * bulge) + (.35 * lip) - (1.1 * scale * Math.Max(0, 1 - (inBody * inBody)))),
            HalfWidth = (float)((layout.AtArc(layout.HalfWidth, s) * waist) + (.7 * lip) + (atDisc * .3 * bulge)),
            Slip = (float)Slip(layout, s),
            PedicleMiddle = (float)layout.AtArc(layout.PedicleMiddle, s),
            NearDisc = (float)near,
        };
        SetSac(ref profile, layout, s, near, found ? level : null);
        return profile;
    }

    /// <summary>Everything above a slipped disc stands in front of what lies below; smooth over the disc.</summary>
    private static double Slip(SpineLayout layout, double s)
    {
        var slip = 0.0;
        for (var d = SpineLayout.FirstDescribedDisc; layout.TryLevel(d, out var level); d++)
        {
            if (level.SlipMm > 0)
            {
                var t = Math.Clamp(((s - layout.DiscAt[d]) / 9) + .5, 0, 1);
                slip += level.SlipMm * t * t * (3 - (2 * t));
            }
        }

        return slip;
    }

    private static void SetSac(ref SpineProfile p, SpineLayout layout, double s, double near, PhantomLevel? level)
    {
        var scale = layout.Body.Scale;
        var usual = UsualSacArea(layout, s);
        var area = level is null ? usual : usual + (near * (level.CanalAreaMm2 - usual));
        var below = s - layout.SacEnd;
        var end = Math.Clamp(below / (30 * scale), 0, 1);
        var taper = s < layout.DiscAt[7] - 8 ? Math.Sqrt(end * (2 - end)) : 1;
        area = below <= 0 ? 0 : area * taper;
        var grade = level is null ? 0 : level.StenosisGrade * near;
        var aspect = 1.24 + (.05 * grade) + (s > layout.VertebraAt[2] ? -.1 : 0);
        p.SacA = (float)Math.Sqrt(Math.Max(area, 1e-6) * aspect / Math.PI);
        p.SacB = (float)(p.SacA / aspect);
        var sacral = Math.Clamp((layout.VertebraAt[7] - s) / 38, 0, 1);
        var bulge = level is null ? 0 : level.BulgeMm * near;
        p.SacU = (float)((1.3 * scale) + (3.2 * sacral) + bulge + p.SacB);
        p.SacBend = (float)Math.Min(.6, .16 * bulge);
        p.SacTaper = (float)-((.12 + (.09 * grade)) * (s > layout.VertebraAt[3] ? .2 : 1));
        p.Crowding = (float)Math.Clamp((115 - area) / 60, 0, 1) * (below < 25 ? 0 : 1);
        var tip = layout.DiscAt[3] + layout.Body.ConusShiftMm;
        var cord = Math.Clamp((s - tip) / 34, 0, 1);
        p.Cord = (float)(4.2 * scale * Math.Sqrt(cord));
    }

    /// <summary>Area between the levels: the mean of the neighbouring levels' normal areas, a little wider.</summary>
    private static double UsualSacArea(SpineLayout layout, double s)
    {
        var (sum, weights) = (0.0, 0.0);
        for (var d = SpineLayout.FirstDescribedDisc; layout.TryLevel(d, out var level); d++)
        {
            var gap = (s - layout.DiscAt[d]) / 32;
            var w = Math.Exp(-gap * gap) + 1e-9;
            sum += w * Math.Clamp(level.CanalAreaMm2, 135, 215);
            weights += w;
        }

        return 1.06 * sum / weights;
    }
}
