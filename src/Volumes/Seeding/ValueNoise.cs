namespace ActiveSeg.Volumes.Seeding;

/// <summary>Smooth periodic noise on a 32³ lattice, shifted by a seed.</summary>
/// <remarks>Range: -1 to 1. Cost: eight look-ups in a table of 128 KiB shared by all.</remarks>
internal readonly struct ValueNoise
{
    private const int Side = 32;
    private const int Wrap = Side - 1;
    private static readonly float[] Lattice = MakeLattice();
    private readonly float shiftX;
    private readonly float shiftY;
    private readonly float shiftZ;

    public ValueNoise(ulong seed)
    {
        var r = new SeededRandom(seed);
        (shiftX, shiftY, shiftZ) =
            ((float)r.Between(64, 96), (float)r.Between(64, 96), (float)r.Between(64, 96));
    }

    /// <summary>Value at a point in units of the lattice; divide mm by the wanted grain first.</summary>
    public float At(float x, float y, float z)
    {
        x += shiftX + 1024;
        y += shiftY + 1024;
        z += shiftZ + 1024;
        var (i, j, k) = ((int)x, (int)y, (int)z);
        var (fx, fy, fz) = (x - i, y - j, z - k);
        var (x0, x1) = (i & Wrap, (i + 1) & Wrap);
        var (y0, y1) = ((j & Wrap) * Side, ((j + 1) & Wrap) * Side);
        var (z0, z1) = ((k & Wrap) * Side * Side, ((k + 1) & Wrap) * Side * Side);
        var n = Lattice;
        var a = Lerp(Lerp(n[x0 + y0 + z0], n[x1 + y0 + z0], fx), Lerp(n[x0 + y1 + z0], n[x1 + y1 + z0], fx), fy);
        var b = Lerp(Lerp(n[x0 + y0 + z1], n[x1 + y0 + z1], fx), Lerp(n[x0 + y1 + z1], n[x1 + y1 + z1], fx), fy);
        return Lerp(a, b, fz);
    }

    private static float Lerp(float a, float b, float t) => a + ((b - a) * t);

    private static float[] MakeLattice()
    {
        var r = new SeededRandom(20_240_917);
        var lattice = new float[Side * Side * Side];
        for (var i = 0; i < lattice.Length; i++)
        {
            lattice[i] = (float)r.Between(-1, 1);
        }

        return lattice;
    }
}
