using ActiveSeg.Volumes.Grids;
using ActiveSeg.Volumes.Seeding;

namespace ActiveSeg.Volumes.Raters;

/// <summary>A simulated rater: turns a reference into a plausible, imperfect delineation. No person drew the result.</summary>
/// <remarks>
/// <para>Contours are displaced slice by slice, in the plane across the axis with the largest spacing, by the profile's
/// bias, a smooth random field and a shift; then whole slices or parts may be left out. Where two structures meet, the
/// voxel goes to the one whose displaced contour lies farther out.</para>
/// <para>Units: displacements are mm whatever the voxel size: on coarse grids a fitting share of the edge voxels flips.</para>
/// <para>Deterministic: by rater seed, profile, scan name and read number.</para>
/// <para>Cost: one pass over the volume and a distance transform around each structure; about 1 s for 640 x 512 x 20.</para>
/// <para>Threading: instances are immutable.</para>
/// </remarks>
public sealed class SimulatedRater
{
    private readonly ulong seed;

    /// <summary>Creates a rater.</summary>
    /// <exception cref="ArgumentException">A number of the profile is not finite, a length is negative (the bias may be)
    /// or not positive where it divides, or a rate is outside 0 to 1.</exception>
    public SimulatedRater(ulong seed, RaterProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        double[] lengths = [profile.NoiseMm, profile.ShiftMm, profile.CorrelationMm, profile.FullEffectRadiusMm];
        double[] rates = [profile.MissedSliceRate, profile.MissedPartRate];
        if (!double.IsFinite(profile.BiasMm)
            || lengths.Any(x => !double.IsFinite(x) || x < 0)
            || profile.CorrelationMm <= 0
            || profile.FullEffectRadiusMm <= 0
            || rates.Any(x => !(x >= 0 && x <= 1)))
        {
            throw new ArgumentException($"the profile {profile} is out of range", nameof(profile));
        }

        (this.seed, Profile) = (seed, profile);
    }

    /// <summary>The rater's known habits.</summary>
    public RaterProfile Profile { get; }

    /// <summary>Reads a scan.</summary>
    /// <param name="reference">Any label map; unchanged.</param>
    /// <param name="scanName">Names the scan; a different scan is read with different errors.</param>
    /// <param name="read">0 for the first read; a later one of the same scan differs.</param>
    /// <returns>A delineation on the same grid, with no label that the reference lacks.</returns>
    public LabelMap Read(LabelMap reference, string scanName, int read = 0)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(scanName);
        ArgumentOutOfRangeException.ThrowIfNegative(read);
        var own = SeededRandom.Combine(seed, HashOf(scanName), (ulong)read);
        var random = new SeededRandom(own);
        var frame = new SliceFrame(reference.Grid);
        var seen = Omissions.Apply(reference.Labels, frame, Profile, ref random);
        var pens = Pens(seen, frame, own, ref random);
        var drawn = new byte[seen.Length];
        var slice = new SliceRedrawing(frame, pens);
        for (var k = 0; k < frame.Slices; k++)
        {
            slice.Redraw(seen, drawn, k);
        }

        return new LabelMap(reference.Grid, drawn);
    }

    /// <summary>How this read displaces each structure, by label; structures that are absent have no pen.</summary>
    private Pen?[] Pens(byte[] labels, SliceFrame frame, ulong own, ref SeededRandom random)
    {
        var pens = new Pen?[256];
        var radii = frame.MeanRadii(labels);
        for (var label = 1; label < 256; label++)
        {
            if (radii[label] > 0)
            {
                var effect = Math.Min(1, radii[label] / Profile.FullEffectRadiusMm);
                pens[label] = new Pen(
                    new ValueNoise(SeededRandom.Combine(own, (ulong)label, 1)),
                    new ValueNoise(SeededRandom.Combine(own, (ulong)label, 2)),
                    (float)(effect * (Profile.BiasMm + random.Normal(0, .2 * Profile.NoiseMm))),
                    (float)(effect * Profile.NoiseMm),
                    (float)Math.Min(Profile.CorrelationMm, 3 * radii[label]),
                    (float)(effect * random.Normal(0, Profile.ShiftMm)),
                    (float)(effect * random.Normal(0, Profile.ShiftMm)));
            }
        }

        return pens;
    }

    private static ulong HashOf(string text)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 0x100000001B3;
        }

        return hash;
    }
}
