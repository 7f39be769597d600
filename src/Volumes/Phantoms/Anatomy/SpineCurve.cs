namespace ActiveSeg.Volumes.Phantoms.Anatomy;

/// <summary>The curve of the spine, and the map from the patient's space to the straightened spine.</summary>
/// <remarks>
/// <para>Units: mm. Anatomy's own space is LPS with its origin at the posterior wall of L3. Straightened: s along the
/// curve to superior, u across it to posterior, v to the patient's left.</para>
/// <para>The map keeps areas in planes of constant s (u, v are lengths there) and, near the curve, in planes of constant v.</para>
/// </remarks>
internal sealed class SpineCurve
{
    private const double Step = 1;
    private const double Low = -190;
    private const double High = 230;
    private const double Cell = 2.5;
    private readonly double[] y;
    private readonly double[] z;
    private readonly double[] tilt;
    private readonly double scoliosis;
    private double tableY;
    private double tableZ;
    private int tableWidth;
    private int tableHeight;
    private float[] tableS = [];
    private float[] tableU = [];

    /// <summary>Lays the curve; <see cref="Straighten"/> needs <see cref="Tabulate"/> first.</summary>
    public SpineCurve(SpineLayout layout)
    {
        var count = (int)((High - Low) / Step) + 1;
        (y, z, tilt) = (new double[count], new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            tilt[i] = layout.AtArc(layout.Tilt, Low + (i * Step));
        }

        var zero = (int)(-Low / Step);
        for (var i = zero + 1; i < count; i++)
        {
            var mean = (tilt[i] + tilt[i - 1]) / 2;
            (y[i], z[i]) = (y[i - 1] - (Step * Math.Sin(mean)), z[i - 1] + (Step * Math.Cos(mean)));
        }

        for (var i = zero - 1; i >= 0; i--)
        {
            var mean = (tilt[i] + tilt[i + 1]) / 2;
            (y[i], z[i]) = (y[i + 1] + (Step * Math.Sin(mean)), z[i + 1] - (Step * Math.Cos(mean)));
        }

        scoliosis = layout.Body.ScoliosisMm;
    }

    /// <summary>Tabulates the map over a rectangle of the sagittal plane.</summary>
    public void Tabulate(double yLow, double yHigh, double zLow, double zHigh)
    {
        (tableY, tableZ) = (yLow - Cell, zLow - Cell);
        tableWidth = (int)((yHigh - yLow) / Cell) + 4;
        tableHeight = (int)((zHigh - zLow) / Cell) + 4;
        (tableS, tableU) = (new float[tableWidth * tableHeight], new float[tableWidth * tableHeight]);
        FillTable();
    }

    /// <summary>Position, in anatomy's own space, of the curve at s; the x coordinate is the sideways deviation.</summary>
    public (double X, double Y, double Z, double Tilt) At(double s)
    {
        var (i, f) = Locate(s);
        return (Sideways(s), y[i] + (f * (y[i + 1] - y[i])), z[i] + (f * (z[i + 1] - z[i])),
            tilt[i] + (f * (tilt[i + 1] - tilt[i])));
    }

    /// <summary>Deviation of the spine to the patient's left at s.</summary>
    public double Sideways(double s)
    {
        var t = (s - 40) / 85;
        return scoliosis * Math.Exp(-t * t);
    }

    /// <summary>Straightened coordinates of a point of the table's rectangle; clamped outside.</summary>
    public (float S, float U) Straighten(double atY, double atZ)
    {
        var fy = (float)Math.Clamp((atY - tableY) / Cell, 0, tableWidth - 1.001);
        var fz = (float)Math.Clamp((atZ - tableZ) / Cell, 0, tableHeight - 1.001);
        var (j, k) = ((int)fy, (int)fz);
        fy -= j;
        fz -= k;
        var n = j + (tableWidth * k);
        return (Bilinear(tableS, n, fy, fz), Bilinear(tableU, n, fy, fz));
    }

    private float Bilinear(float[] t, int n, float fy, float fz)
    {
        var a = t[n] + (fy * (t[n + 1] - t[n]));
        var b = t[n + tableWidth] + (fy * (t[n + tableWidth + 1] - t[n + tableWidth]));
        return a + (fz * (b - a));
    }

    private (int Index, double Fraction) Locate(double s)
    {
        var at = Math.Clamp((s - Low) / Step, 0, y.Length - 1.001);
        return ((int)at, at - (int)at);
    }

    private void FillTable()
    {
        for (var k = 0; k < tableHeight; k++)
        {
            var pz = tableZ + (k * Cell);
            var s = pz;
            for (var j = 0; j < tableWidth; j++)
            {
                var py = tableY + (j * Cell);
                for (var pass = 0; pass < (j == 0 ? 12 : 4); pass++)
                {
                    var c = At(s);
                    var along = (-(py - c.Y) * Math.Sin(c.Tilt)) + ((pz - c.Z) * Math.Cos(c.Tilt));
                    s += along * .7;
                    s = Math.Clamp(s, Low, High);
                }

                var foot = At(s);
                var n = j + (tableWidth * k);
                tableS[n] = (float)s;
                tableU[n] = (float)(((py - foot.Y) * Math.Cos(foot.Tilt)) + ((pz - foot.Z) * Math.Sin(foot.Tilt)));
            }
        }
    }
}
