using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Volumes.Tests;

/// <summary>Small label maps.</summary>
internal static class Maps
{
    public static readonly VectorMm Spacing = new(0.7, 1.3, 3.1);

    public static LabelMap Empty(int x, int y, int z, VectorMm? spacing = null) =>
        new(Grid.Aligned(new GridSize(x, y, z), spacing ?? Spacing), new byte[x * y * z]);

    public static LabelMap Box(LabelMap on, byte structure, BoundingBox box)
    {
        var labels = (byte[])on.Labels.Clone();
        for (var z = box.Z0; z <= box.Z1; z++)
        {
            for (var y = box.Y0; y <= box.Y1; y++)
            {
                for (var x = box.X0; x <= box.X1; x++)
                {
                    labels[on.Grid.Size.IndexOf(x, y, z)] = structure;
                }
            }
        }

        return new LabelMap(on.Grid, labels);
    }

    public static LabelMap Random(int seed, int x, int y, int z, double density, int structures = 1)
    {
        var random = new Random(seed);
        var map = Empty(x, y, z);
        for (var v = 0; v < map.Labels.Length; v++)
        {
            map.Labels[v] = random.NextDouble() < density ? (byte)(1 + random.Next(structures)) : (byte)0;
        }

        return map;
    }
}
