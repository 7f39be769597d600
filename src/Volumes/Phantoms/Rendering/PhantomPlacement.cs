using ActiveSeg.Volumes.Grids;
using ActiveSeg.Volumes.Phantoms.Anatomy;
using ActiveSeg.Volumes.Seeding;

namespace ActiveSeg.Volumes.Phantoms.Rendering;

/// <summary>Lays the slices of an acquisition over a patient, a little off the ideal as a technician does.</summary>
internal static class PhantomPlacement
{
    /// <summary>Grid of the image and where the anatomy's origin lies in the scanner's coordinates. Units: mm, LPS.</summary>
    public static (Grid Grid, VectorMm Origin) Place(
        PhantomDescription d, PhantomOptions options, SpineLayout layout, SpineCurve curve, ref SeededRandom r)
    {
        var isocentre = new VectorMm(r.Normal(0, 6), r.Normal(-20, 12), r.Normal(-10, 25));
        var small = options.Size == PhantomSize.Small;
        double yaw = Degrees(r.Normal(0, 1.4)), pitch = Degrees(r.Normal(0, 2.4)), roll = Degrees(r.Normal(0, 1.2));
        var jitter = new VectorMm(r.Normal(0, 1.5), r.Normal(0, 6), r.Normal(0, 6));
        VectorMm centre;
        VectorMm[] axes;
        GridSize size;
        VectorMm spacing;
        if (options.Plane == PhantomPlane.Sagittal)
        {
            var pixel = (small ? 1.6 : .85) * d.Scanner.SpacingFactor;
            size = small ? new GridSize(96, 128, d.Protocol.SmallSlices) : new GridSize(320, 320, 15);
            spacing = new VectorMm(pixel, pixel, d.Protocol.SliceSpacingMm * Math.Max(1, d.Body.Scale));
            var (top, bottom) = (curve.At(layout.DiscAt[2]), curve.At(layout.VertebraAt[8] - 10));
            centre = new VectorMm(0, ((top.Y + bottom.Y) / 2) + (small ? 6 : -4), (top.Z + bottom.Z) / 2);
            axes = [new(0, 1, 0), new(0, 0, -1), new(-1, 0, 0)];
        }
        else
        {
            var pixel = (small ? 1.5 : .62) * d.Scanner.SpacingFactor;
            size = small ? new GridSize(112, 112, 9) : new GridSize(320, 320, 15);
            spacing = new VectorMm(pixel, pixel, 4.4);
            var (x, y, z, tilt) = curve.At(layout.DiscAt[AxialDisc(d)]);
            var (sin, cos) = Math.SinCos(tilt);
            axes = [new(1, 0, 0), new(0, cos, sin), new(0, -sin, cos)];
            centre = new VectorMm(x, y, z) + (axes[1] * -9);
            jitter = (axes[0] * jitter.X) + (axes[1] * jitter.Y);
            (yaw, pitch, roll) = (yaw * .7, pitch * .3, roll * .3);
        }

        for (var a = 0; a < 3; a++)
        {
            axes[a] = Turn(axes[a], yaw, pitch, roll);
        }

        var corner = centre + jitter + isocentre
            - (axes[0] * (spacing.X * (size.X - 1) / 2))
            - (axes[1] * (spacing.Y * (size.Y - 1) / 2))
            - (axes[2] * (spacing.Z * (size.Z - 1) / 2));
        return (new Grid(size, spacing, corner, axes[0], axes[1], axes[2]), isocentre);
    }

    /// <summary>Disc through which an axial stack is centred: the narrowest graded canal, else L4-L5.</summary>
    public static int AxialDisc(PhantomDescription d)
    {
        var best = 4;
        for (var i = 0; i < d.Levels.Length; i++)
        {
            if (d.Levels[i].StenosisGrade > d.Levels[best].StenosisGrade)
            {
                best = i;
            }
        }

        return SpineLayout.FirstDescribedDisc + best;
    }

    private static double Degrees(double angle) => angle * Math.PI / 180;

    private static VectorMm Turn(VectorMm p, double yaw, double pitch, double roll)
    {
        var (sy, cy) = Math.SinCos(yaw);
        var (sp, cp) = Math.SinCos(pitch);
        var (sr, cr) = Math.SinCos(roll);
        p = new VectorMm((p.X * cy) - (p.Y * sy), (p.X * sy) + (p.Y * cy), p.Z);
        p = new VectorMm(p.X, (p.Y * cp) - (p.Z * sp), (p.Y * sp) + (p.Z * cp));
        return new VectorMm((p.X * cr) + (p.Z * sr), p.Y, (p.Z * cr) - (p.X * sr));
    }
}
