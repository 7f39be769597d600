namespace ActiveSeg.Volumes.Grids;

/// <summary>Values of one grid at the voxel centres of another.</summary>
public static class Resampling
{
    /// <summary>Trilinear interpolation.</summary>
    /// <param name="source">Intensities to read.</param>
    /// <param name="target">Where they are wanted.</param>
    /// <param name="outside">Value more than half a voxel outside the source; nearer, the border value goes on.</param>
    /// <remarks>Cost: O(target voxels). No smoothing before a coarser target: fine detail may alias.</remarks>
    public static Volume Linear(Volume source, Grid target, float outside = 0)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        var size = source.Grid.Size;
        var voxels = new float[target.Size.Count];
        var at = 0;
        foreach (var position in Centres(source.Grid, target))
        {
            voxels[at++] = Contains(size, position) ? Interpolate(source, position) : outside;
        }

        return new Volume(target, voxels);
    }

    /// <summary>The label of the nearest voxel, 0 outside the source.</summary>
    /// <remarks>Cost: O(target voxels). Exactly half way, the voxel with the higher index.</remarks>
    public static LabelMap Nearest(LabelMap source, Grid target)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        var size = source.Grid.Size;
        var labels = new byte[target.Size.Count];
        var at = 0;
        foreach (var position in Centres(source.Grid, target))
        {
            labels[at++] = Contains(size, position)
                ? source.Labels[size.IndexOf(Round(position.X), Round(position.Y), Round(position.Z))]
                : (byte)0;
        }

        return new LabelMap(target, labels);
    }

    private static IEnumerable<VectorMm> Centres(Grid source, Grid target)
    {
        var start = source.VoxelOf(target.PositionOf(0, 0, 0));
        var alongI = source.VoxelOf(target.PositionOf(1, 0, 0)) - start;
        var alongJ = source.VoxelOf(target.PositionOf(0, 1, 0)) - start;
        var alongK = source.VoxelOf(target.PositionOf(0, 0, 1)) - start;
        for (var k = 0; k < target.Size.Z; k++)
        {
            for (var j = 0; j < target.Size.Y; j++)
            {
                var row = start + (alongJ * j) + (alongK * k);
                for (var i = 0; i < target.Size.X; i++)
                {
                    yield return row + (alongI * i);
                }
            }
        }
    }

    private static bool Contains(GridSize size, VectorMm at)
    {
        const double half = 0.5 - 1e-9;
        return at.X >= -half && at.Y >= -half && at.Z >= -half
            && at.X < size.X - 1 + half && at.Y < size.Y - 1 + half && at.Z < size.Z - 1 + half;
    }

    private static int Round(double index) => (int)Math.Floor(index + 0.5);

    private static float Interpolate(Volume source, VectorMm at)
    {
        var size = source.Grid.Size;
        var (x, fx) = Split(at.X, size.X);
        var (y, fy) = Split(at.Y, size.Y);
        var (z, fz) = Split(at.Z, size.Z);
        var sum = 0.0;
        for (var corner = 0; corner < 8; corner++)
        {
            var (dx, dy, dz) = (corner & 1, corner >> 1 & 1, corner >> 2);
            var weight = (dx == 1 ? fx : 1 - fx) * (dy == 1 ? fy : 1 - fy) * (dz == 1 ? fz : 1 - fz);
            if (weight > 0)
            {
                sum += weight * source.Voxels[size.IndexOf(x + dx, y + dy, z + dz)];
            }
        }

        return (float)sum;
    }

    /// <summary>Lower neighbour and the share of the upper one; clamped so that a share above 0 has an upper neighbour.</summary>
    private static (int Lower, double Share) Split(double index, int length)
    {
        var clamped = Math.Clamp(index, 0, length - 1);
        var lower = (int)Math.Floor(clamped);
        return (lower, clamped - lower);
    }
}
