using ActiveSeg.Volumes.Grids;
using ActiveSeg.Volumes.Phantoms.Anatomy;
using ActiveSeg.Volumes.Seeding;

namespace ActiveSeg.Volumes.Phantoms.Rendering;

/// <summary>Samples the anatomy on a scanner's grid: partial volume, shading, contrast and Rician noise.</summary>
internal static class PhantomRenderer
{
    public static PhantomScan Render(PhantomDescription description, PhantomOptions options)
    {
        var r = new SeededRandom(description.ScanSeed);
        var layout = new SpineLayout(description);
        var curve = new SpineCurve(layout);
        var (grid, origin) = PhantomPlacement.Place(description, options, layout, curve, ref r);
        TabulateOver(curve, grid, origin);
        var tissues = new SpineTissues(description, layout);
        var size = grid.Size;
        var signal = new float[size.Count];
        var labels = new byte[size.Count];
        var extended = options.Schema == PhantomSchema.Extended;
        var samples = options.Size == PhantomSize.Small ? 2 : 3;
        var thickness = options.Plane == PhantomPlane.Axial ? 4 : description.Protocol.SliceThicknessMm;
        var edge = (float)(grid.Spacing.X * description.Scanner.BlurVoxels);
        var skin = new BackSkin(curve, layout.Body);
        var summed = new StructureDistances[size.X];
        var row = new float[size.X];

        for (var k = 0; k < size.Z; k++)
        {
            for (var j = 0; j < size.Y; j++)
            {
                Array.Clear(summed);
                Array.Clear(row);
                for (var n = 0; n < samples; n++)
                {
                    var offset = (((n + .5) / samples) - .5) * thickness / grid.Spacing.Z;
                    var start = grid.PositionOf(0, j, k + offset) - origin;
                    var step = grid.AxisI * grid.Spacing.X;
                    for (var i = 0; i < row.Length; i++)
                    {
                        var (px, py, pz) = (start.X + (i * step.X), start.Y + (i * step.Y), start.Z + (i * step.Z));
                        var (s, u) = curve.Straighten(py, pz);
                        var v = (float)(px - curve.Sideways(s));
                        var depth = skin.DepthAt(py, pz, v);
                        row[i] += tissues.SignalAt(s, u, v, depth, edge, ref summed[i]);
                    }
                }

                var at = size.IndexOf(0, j, k);
                for (var i = 0; i < row.Length; i++)
                {
                    signal[at + i] = row[i] / samples;
                    labels[at + i] = summed[i].Label(extended);
                }
            }
        }

        ScannerEffects.Apply(signal, grid, origin, description, options.Plane, ref r);
        return new PhantomScan(description, new Volume(grid, signal), new LabelMap(grid, labels));
    }

    private static void TabulateOver(SpineCurve curve, Grid grid, VectorMm origin)
    {
        var (low, high) = (new VectorMm(1e9, 1e9, 1e9), new VectorMm(-1e9, -1e9, -1e9));
        for (var corner = 0; corner < 8; corner++)
        {
            var p = grid.PositionOf(
                (corner & 1) * (grid.Size.X - 1),
                (corner >> 1 & 1) * (grid.Size.Y - 1),
                ((corner >> 2) * grid.Size.Z) - .5) - origin;
            low = new VectorMm(Math.Min(low.X, p.X), Math.Min(low.Y, p.Y), Math.Min(low.Z, p.Z));
            high = new VectorMm(Math.Max(high.X, p.X), Math.Max(high.Y, p.Y), Math.Max(high.Z, p.Z));
        }

        curve.Tabulate(low.Y, high.Y, low.Z, high.Z);
    }
}
