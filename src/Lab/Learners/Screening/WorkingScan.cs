using ActiveSeg.Lab.Cases;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Lab.Learners.Screening;

/// <summary>A scan on a coarse grid along the patient's axes, intensities standardised.</summary>
/// <remarks>Shapes: <c>[Z, Y, X]</c>, X fastest; X left, Y posterior, Z superior.</remarks>
internal sealed class WorkingScan
{
    private WorkingScan(string id, GridSize size, VectorMm spacing, float[] intensities, byte[] classes) =>
        (Id, Size, Spacing, Intensities, Classes) = (id, size, spacing, intensities, classes);

    public string Id { get; }

    public GridSize Size { get; }

    public VectorMm Spacing { get; }

    public float[] Intensities { get; }

    /// <summary>Place of the structure in the schema, from 1; 0 is background. The most frequent label of the voxels that were joined.</summary>
    public byte[] Classes { get; }

    /// <summary>Joins voxels, always along the axis with the finest spacing, until at most so many are left.</summary>
    public static WorkingScan Of(LabCase c, ReadOnlySpan<byte> labels, int most)
    {
        var turn = Reorientation.ToPatientAxes(c.Image.Grid);
        var (image, mask) = (turn.Apply(c.Image), turn.Apply(c.Labels));
        var grid = image.Grid;
        var (fx, fy, fz) = (1, 1, 1);
        while (Parts(grid.Size.X, fx) * (long)Parts(grid.Size.Y, fy) * Parts(grid.Size.Z, fz) > most)
        {
            var (x, y, z) = (Cost(grid.Spacing.X, fx, grid.Size.X), Cost(grid.Spacing.Y, fy, grid.Size.Y), Cost(grid.Spacing.Z, fz, grid.Size.Z));
            if (x <= y && x <= z)
            {
                fx++;
            }
            else if (y <= z)
            {
                fy++;
            }
            else
            {
                fz++;
            }
        }

        var size = new GridSize(Parts(grid.Size.X, fx), Parts(grid.Size.Y, fy), Parts(grid.Size.Z, fz));
        var classOf = new byte[256];
        for (var s = 0; s < labels.Length; s++)
        {
            classOf[labels[s]] = (byte)(s + 1);
        }

        var (intensities, classes) = (new float[size.Count], new byte[size.Count]);
        Span<int> votes = stackalloc int[labels.Length + 1];
        for (var v = 0; v < size.Count; v++)
        {
            var (x, y, z) = (v % size.X, v / size.X % size.Y, v / (size.X * size.Y));
            votes.Clear();
            var (sum, count) = (0.0, 0);
            for (var k = z * fz; k < Math.Min((z + 1) * fz, grid.Size.Z); k++)
            {
                for (var j = y * fy; j < Math.Min((y + 1) * fy, grid.Size.Y); j++)
                {
                    for (var i = x * fx; i < Math.Min((x + 1) * fx, grid.Size.X); i++)
                    {
                        var at = grid.Size.IndexOf(i, j, k);
                        sum += image.Voxels[at];
                        votes[classOf[mask.Labels[at]]]++;
                        count++;
                    }
                }
            }

            intensities[v] = (float)(sum / count);
            classes[v] = Most(votes);
        }

        Standardise(intensities);
        return new WorkingScan(
            c.Id, size, new VectorMm(grid.Spacing.X * fx, grid.Spacing.Y * fy, grid.Spacing.Z * fz), intensities, classes);
    }

    private static int Parts(int length, int factor) => (length + factor - 1) / factor;

    private static double Cost(double spacing, int factor, int length) => factor >= length ? double.PositiveInfinity : spacing * factor;

    private static byte Most(ReadOnlySpan<int> votes)
    {
        var best = 0;
        for (var c = 1; c < votes.Length; c++)
        {
            best = votes[c] > votes[best] ? c : best;
        }

        return (byte)best;
    }

    // Clipped at the 1st and 99th percentile, then mean 0 and standard deviation 1.
    private static void Standardise(float[] values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var (low, high) = (sorted[sorted.Length / 100], sorted[^((sorted.Length / 100) + 1)]);
        var (mean, square) = (0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Math.Clamp(values[i], low, high);
            mean += values[i];
        }

        mean /= values.Length;
        foreach (var value in values)
        {
            square += (value - mean) * (value - mean);
        }

        var scale = Math.Sqrt(square / values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = scale > 0 ? (float)((values[i] - mean) / scale) : 0;
        }
    }
}
