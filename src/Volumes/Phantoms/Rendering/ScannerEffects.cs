using ActiveSeg.Volumes.Grids;
using ActiveSeg.Volumes.Seeding;

namespace ActiveSeg.Volumes.Phantoms.Rendering;

/// <summary>What a scanner does to the ideal signal: coil shading, saturation in front, contrast curve, noise, gain.</summary>
internal static class ScannerEffects
{
    private const int Curve = 1024;
    private const float Brightest = 2.5f;

    public static void Apply(
        float[] signal, Grid grid, VectorMm origin, PhantomDescription d, PhantomPlane plane, ref SeededRandom r)
    {
        var scanner = d.Scanner;
        var size = grid.Size;
        var exponent = scanner.Gamma * r.Normal(1, .10);
        var gamma = new float[Curve + 1];
        for (var i = 0; i <= Curve; i++)
        {
            gamma[i] = (float)Math.Pow(i * Brightest / Curve, exponent);
        }

        var gain = scanner.Gain * r.Normal(1, .08);
        var noise = (float)(scanner.NoiseSd * r.Between(.8, 1.5) * (d.Protocol.Name == "t2_space" ? 1.15 : 1));
        var tilt = scanner.Shading * r.Normal(0, .35);
        var wave = r.Between(0, 6.28);
        var band = (-62 * d.Body.Scale) + r.Normal(0, 5);
        for (var k = 0; k < size.Z; k++)
        {
            for (var j = 0; j < size.Y; j++)
            {
                var at = size.IndexOf(0, j, k);
                for (var i = 0; i < size.X; i++)
                {
                    var p = grid.PositionOf(i, j, k) - origin;
                    var coil = 1 + (scanner.Shading * p.Y / 70) + (tilt * Math.Sin((p.Z / 75) + wave))
                        + (.3 * tilt * p.X / 60);
                    if (plane == PhantomPlane.Sagittal && p.Y < band)
                    {
                        coil *= Math.Max(.28, 1 + ((p.Y - band) / 14));
                    }

                    var clean = Math.Clamp(signal[at + i], 0, Brightest) * (Curve / Brightest);
                    var lit = gamma[(int)clean] * (float)Math.Clamp(coil, .15, 2.2);
                    var (real, imaginary) = ((float)r.NextNormal() * noise, (float)r.NextNormal() * noise);
                    var seen = MathF.Sqrt(((lit + real) * (lit + real)) + (imaginary * imaginary));
                    signal[at + i] = MathF.Round(Math.Clamp((float)(seen * gain), 0, 4095));
                }
            }
        }
    }
}
