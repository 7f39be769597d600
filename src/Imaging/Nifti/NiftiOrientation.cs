using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Imaging.Nifti;

/// <summary>Where a NIfTI-1 header places its volume.</summary>
/// <remarks>
/// Readers disagree on which of the two affines counts, so a file is accepted only when it does not matter: one code is
/// 0, or no corner is more than 1e-3 mm apart. A quaternion near a half turn loses digits when stored in 32 bits (its
/// real part is a small difference of large numbers); so the two also agree when the sform's own quaternion is the stored
/// one to within 32-bit rounding, spacing and origin alone move no corner by 1e-3 mm, and no corner is more than 0.1 mm
/// apart in all. The sform, the more exact one, is used.
/// With neither code the header gives spacing only: the axes are taken as right, anterior, superior from voxel
/// (0, 0, 0), and <see cref="NiftiHeader.HasOrientation"/> is false.
/// Source: nifti1.h, methods 1 to 3.
/// </remarks>
internal static class NiftiOrientation
{
    private const double AgreeMm = 1e-3;
    private const double AgreeByRoundingMm = 0.1;
    private const double QuaternionRounding = 4e-7;

    public static (Grid Grid, bool HasOrientation) Read(NiftiFields fields, GridSize size, string name)
    {
        if ((fields.Byte(123) & 7) is var unit && unit is not (0 or 2))
        {
            throw new ImageFormatException(
                ImageFault.UnsupportedUnits, name, $"lengths in unit {unit}; only millimetres (2) or unstated (0) are read");
        }

        var spacing = new VectorMm(fields.Real(80), fields.Real(84), fields.Real(88));
        if (!spacing.IsFinite || spacing.X <= 0 || spacing.Y <= 0 || spacing.Z <= 0)
        {
            throw new ImageFormatException(ImageFault.BadSpacing, name, $"spacing {spacing.X}, {spacing.Y}, {spacing.Z} mm");
        }

        var (useQform, useSform) = (fields.Short(252) > 0, fields.Short(254) > 0);
        if (!useQform && !useSform)
        {
            return (NewGrid(size, spacing, default, [new(1, 0, 0), new(0, 1, 0), new(0, 0, 1)], name), false);
        }

        var qform = useQform ? Qform(fields, size, spacing, name) : null;
        var sform = useSform ? Sform(fields, size, spacing, name) : null;
        if (qform is not null && sform is not null && !Agree(fields, qform, sform))
        {
            throw new ImageFormatException(
                ImageFault.QformSformDisagree, name,
                $"qform and sform place a corner {qform.CornerDistanceMm(sform):g4} mm apart");
        }

        return (sform ?? qform!, true);
    }

    /// <summary>Quaternion (b, c, d) with real part at least 0, and -1 when the third axis is reversed; axes in RAS.</summary>
    public static (double B, double C, double D, int Reversal) ToQuaternion(VectorMm x, VectorMm y, VectorMm z)
    {
        var reversal = x.Cross(y).Dot(z) < 0 ? -1 : 1;
        z *= reversal;
        var trace = x.X + y.Y + z.Z;
        double a, b, c, d;
        if (trace > 0)
        {
            var s = 2 * Math.Sqrt(trace + 1);
            (a, b, c, d) = (s / 4, (y.Z - z.Y) / s, (z.X - x.Z) / s, (x.Y - y.X) / s);
        }
        else if (x.X >= y.Y && x.X >= z.Z)
        {
            var s = 2 * Math.Sqrt(1 + x.X - y.Y - z.Z);
            (a, b, c, d) = ((y.Z - z.Y) / s, s / 4, (y.X + x.Y) / s, (z.X + x.Z) / s);
        }
        else if (y.Y >= z.Z)
        {
            var s = 2 * Math.Sqrt(1 + y.Y - x.X - z.Z);
            (a, b, c, d) = ((z.X - x.Z) / s, (y.X + x.Y) / s, s / 4, (z.Y + y.Z) / s);
        }
        else
        {
            var s = 2 * Math.Sqrt(1 + z.Z - x.X - y.Y);
            (a, b, c, d) = ((x.Y - y.X) / s, (z.X + x.Z) / s, (z.Y + y.Z) / s, s / 4);
        }

        return a < 0 ? (-b, -c, -d, reversal) : (b, c, d, reversal);
    }

    /// <summary>From RAS to LPS or back.</summary>
    public static VectorMm Turn(VectorMm v) => new(0 - v.X, 0 - v.Y, v.Z);

    private static Grid Qform(NiftiFields fields, GridSize size, VectorMm spacing, string name)
    {
        double b = fields.Real(256), c = fields.Real(260), d = fields.Real(264);
        var squared = (b * b) + (c * c) + (d * d);
        if (!(squared <= 1 + 1e-5))
        {
            throw new ImageFormatException(
                ImageFault.NotOrthonormal, name, $"the qform's quaternion ({b}, {c}, {d}) is no rotation");
        }

        var a = Math.Sqrt(Math.Max(0, 1 - squared));
        var length = Math.Sqrt((a * a) + squared);
        (b, c, d) = (b / length, c / length, d / length);
        var reversal = fields.Real(76) < 0 ? -1 : 1;
        VectorMm[] axes =
        [
            new((a * a) + (b * b) - (c * c) - (d * d), 2 * ((b * c) + (a * d)), 2 * ((b * d) - (a * c))),
            new(2 * ((b * c) - (a * d)), (a * a) + (c * c) - (b * b) - (d * d), 2 * ((c * d) + (a * b))),
            new VectorMm(2 * ((b * d) + (a * c)), 2 * ((c * d) - (a * b)), (a * a) + (d * d) - (b * b) - (c * c)) * reversal,
        ];
        return NewGrid(size, spacing, new VectorMm(fields.Real(268), fields.Real(272), fields.Real(276)), axes, name);
    }

    private static Grid Sform(NiftiFields fields, GridSize size, VectorMm spacing, string name)
    {
        var columns = new VectorMm[4];
        for (var column = 0; column < 4; column++)
        {
            var at = 280 + (4 * column);
            columns[column] = new VectorMm(fields.Real(at), fields.Real(at + 16), fields.Real(at + 32));
        }

        var lengths = new VectorMm(columns[0].Length, columns[1].Length, columns[2].Length);
        if (!lengths.IsFinite || Differs(lengths.X, spacing.X) || Differs(lengths.Y, spacing.Y) || Differs(lengths.Z, spacing.Z))
        {
            throw new ImageFormatException(
                ImageFault.BadSpacing, name,
                $"the header states a spacing of {spacing.X}, {spacing.Y}, {spacing.Z} mm, its sform "
                + $"{lengths.X:g6}, {lengths.Y:g6}, {lengths.Z:g6} mm");
        }

        VectorMm[] axes = [columns[0] * (1 / lengths.X), columns[1] * (1 / lengths.Y), columns[2] * (1 / lengths.Z)];
        return NewGrid(size, lengths, columns[3], axes, name);
    }

    private static bool Differs(double length, double spacing) => !(Math.Abs(length - spacing) <= 1e-3 * spacing);

    private static bool Agree(NiftiFields fields, Grid qform, Grid sform)
    {
        var apart = qform.CornerDistanceMm(sform);
        if (apart < AgreeMm)
        {
            return true;
        }

        double b = fields.Real(256), c = fields.Real(260), d = fields.Real(264);
        var own = ToQuaternion(Turn(sform.AxisI), Turn(sform.AxisJ), Turn(sform.AxisK));
        var withoutRounding = new Grid(sform.Size, qform.Spacing, qform.Origin, sform.AxisI, sform.AxisJ, sform.AxisK);
        return apart < AgreeByRoundingMm
            && withoutRounding.CornerDistanceMm(sform) < AgreeMm
            && own.Reversal == (fields.Real(76) < 0 ? -1 : 1)
            && (IsRounded(own.B, b, own.C, c, own.D, d) || IsRounded(-own.B, b, -own.C, c, -own.D, d));
    }

    private static bool IsRounded(double b, double storedB, double c, double storedC, double d, double storedD) =>
        Math.Abs(b - storedB) < QuaternionRounding
        && Math.Abs(c - storedC) < QuaternionRounding
        && Math.Abs(d - storedD) < QuaternionRounding;

    private static Grid NewGrid(GridSize size, VectorMm spacing, VectorMm origin, VectorMm[] axes, string name)
    {
        try
        {
            return new Grid(size, spacing, Turn(origin), Turn(axes[0]), Turn(axes[1]), Turn(axes[2]));
        }
        catch (ArgumentException refusal)
        {
            throw new ImageFormatException(ImageFault.NotOrthonormal, name, refusal.Message, refusal);
        }
    }
}
