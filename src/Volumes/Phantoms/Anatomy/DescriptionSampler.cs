using System.Collections.Immutable;
using ActiveSeg.Volumes.Phantoms.Equipment;
using ActiveSeg.Volumes.Seeding;

namespace ActiveSeg.Volumes.Phantoms.Anatomy;

/// <summary>Draws a scan's strata and latent anatomy from (seed, index) alone.</summary>
internal static class DescriptionSampler
{
    private static readonly double[] ScannerShares = [.. PhantomScanner.All.Select(s => s.Share)];
    private static readonly double[] ProtocolShares = [.. PhantomProtocol.All.Select(p => p.Share)];
    private static readonly string[] LevelNames = ["T12-L1", "L1-L2", "L2-L3", "L3-L4", "L4-L5", "L5-S1"];
    private static readonly double[] DiscHeights = [6.5, 8, 9.5, 10.5, 11, 10];
    private static readonly double[] CanalAreas = [195, 192, 182, 174, 168, 158];
    private static readonly double[] ForamenAreas = [96, 110, 122, 128, 124, 108];

    public static PhantomDescription Describe(ulong seed, int index)
    {
        var (patient, session) = PatientOf(seed, index);
        var person = new SeededRandom(SeededRandom.Combine(seed, (ulong)patient, 1));
        var scanSeed = SeededRandom.Combine(seed, (ulong)index, 2);
        var scan = new SeededRandom(scanSeed);

        var sex = person.Chance(.52) ? PhantomSex.Female : PhantomSex.Male;
        var age = (int)Math.Clamp(person.Normal(54, 17), 20, 86);
        var later = session == 2 ? 1 + scan.Below(3) : 0;
        var old = Math.Clamp((age - 20) / 60.0, 0, 1);
        var pathology = (PhantomPathology)person.Pick(
            [.55 - (.42 * old), .17, .09 + (.24 * old), .13 + (.05 * old), .03 + (.07 * old)]);
        var body = SampleBody(ref person, sex, old);
        var levels = SampleLevels(ref person, pathology, body, old);

        return new PhantomDescription(
            index,
            $"phantom-{index:000000}",
            $"phantom-patient-{patient:000000}",
            session,
            age + later,
            sex,
            pathology,
            PhantomScanner.All[scan.Pick(ScannerShares)],
            PhantomProtocol.All[scan.Pick(ProtocolShares)],
            body,
            levels,
            scan.NextBits());
    }

    /// <summary>In every block of ten scans one is the second of the patient before it.</summary>
    private static (int Patient, int Session) PatientOf(ulong seed, int index)
    {
        var (block, place) = (index / 10, index % 10);
        var repeat = 1 + (int)(SeededRandom.Combine(seed, (ulong)block, 3) % 9);
        return ((block * 9) + place - (place >= repeat ? 1 : 0), place == repeat ? 2 : 1);
    }

    private static PhantomBody SampleBody(ref SeededRandom r, PhantomSex sex, double old)
    {
        var male = sex == PhantomSex.Male;
        return new PhantomBody(
            Scale: r.Normal(male ? 1.035 : .960, .036),
            Lordosis: Math.Clamp(r.Normal(1 - (.12 * old), .17), .5, 1.45),
            ScoliosisMm: r.Normal(0, r.Chance(.08) ? 7 : 2.2),
            SubcutaneousFatMm: Math.Clamp(r.Normal(male ? 15 : 22, 8), 5, 48),
            MuscleFat: Math.Clamp(r.Normal(.04 + (.34 * old) + (male ? 0 : .05), .08), 0, .6),
            ConusShiftMm: r.Normal(6, 8),
            MarrowFat: Math.Clamp(r.Normal(.25 + (.5 * old), .13), 0, 1),
            Transitional: (PhantomTransition)r.Pick([.95, .025, .025]),
            TextureSeed: r.NextBits());
    }

    private static ImmutableArray<PhantomLevel> SampleLevels(
        ref SeededRandom r, PhantomPathology pathology, PhantomBody body, double old)
    {
        Span<int> central = stackalloc int[6];
        Span<int> left = stackalloc int[6];
        Span<int> right = stackalloc int[6];
        Span<double> slip = stackalloc double[6];
        Span<double> wear = stackalloc double[6];
        SampleGrades(ref r, pathology, central, left, right, slip);

        var general = pathology == PhantomPathology.None ? .05 + (.22 * old) : .16 + (.42 * old);
        for (var i = 0; i < 6; i++)
        {
            var low = i >= 4 ? .10 : 0;
            var worst = Math.Max(central[i], Math.Max(left[i], right[i]));
            wear[i] = Math.Clamp(r.Normal(general + low + (.12 * worst), .13), 0, 1);
        }

        if (pathology == PhantomPathology.Degeneration)
        {
            var at = 3 + r.Below(3);
            wear[at] = Math.Max(wear[at], r.Between(.65, 1));
        }

        var size = body.Scale * body.Scale;
        var canal = r.Normal(1, .10) * body.Scale;
        var foramen = Math.Clamp(r.Normal(1, .09), .8, 1.25) * size;
        var levels = ImmutableArray.CreateBuilder<PhantomLevel>(6);
        for (var i = 0; i < 6; i++)
        {
            var rudimentary = i == 5 && body.Transitional == PhantomTransition.SacralisedL5;
            var height = DiscHeights[i] * body.Scale * (rudimentary ? .4 : 1 - (.5 * wear[i])) * r.Normal(1, .05);
            var worn = foramen * ForamenAreas[i] * (1 - (.16 * wear[i]));
            levels.Add(new PhantomLevel(
                LevelNames[i],
                height,
                wear[i],
                Math.Clamp((3.6 * wear[i]) - .8 + r.Normal(0, .5) + (.5 * central[i]), 0, 5),
                slip[i],
                central[i],
                CanalArea(ref r, central[i], canal * CanalAreas[i] * r.Normal(1, .04)),
                left[i],
                right[i],
                worn * ForamenShare(ref r, left[i]),
                worn * ForamenShare(ref r, right[i])));
        }

        return levels.MoveToImmutable();
    }

    private static void SampleGrades(
        ref SeededRandom r, PhantomPathology pathology, Span<int> central, Span<int> left, Span<int> right, Span<double> slip)
    {
        ReadOnlySpan<double> usual = [0, .03, .17, .27, .38, .15];
        switch (pathology)
        {
            case PhantomPathology.None:
                return;
            case PhantomPathology.Degeneration:
                central[r.Pick(usual)] = r.Below(2);
                left[r.Pick(usual)] = r.Below(2);
                return;
            case PhantomPathology.Stenosis:
                for (var n = 1 + r.Below(3); n > 0; n--)
                {
                    var at = r.Pick(usual);
                    central[at] = 1 + r.Pick([.35, .4, .25]);
                    left[at] = r.Below(3);
                    right[at] = r.Below(3);
                }

                return;
            case PhantomPathology.ForaminalStenosis:
                for (var n = 1 + r.Below(4); n > 0; n--)
                {
                    var at = r.Pick([0, .02, .1, .23, .35, .3]);
                    (r.Chance(.5) ? left : right)[at] = 1 + r.Below(3);
                }

                return;
            default:
                var slipped = r.Chance(.7) ? 4 : 5;
                slip[slipped] = r.Between(4, 10);
                central[slipped] = slipped == 4 ? 1 + r.Below(3) : r.Below(2);
                left[slipped] = 1 + r.Below(2);
                right[slipped] = 1 + r.Below(2);
                return;
        }
    }

    private static double CanalArea(ref SeededRandom r, int grade, double normal) => grade switch
    {
        0 => Math.Min(Math.Max(normal, r.Between(131, 145)), 245),
        1 => r.Between(101, 129),
        2 => r.Between(76, 99),
        _ => r.Between(42, 74),
    };

    private static double ForamenShare(ref SeededRandom r, int grade) => grade switch
    {
        0 => r.Between(.94, 1.04),
        1 => r.Between(.70, .80),
        2 => r.Between(.52, .62),
        _ => r.Between(.36, .46),
    };
}
