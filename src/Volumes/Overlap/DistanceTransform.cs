namespace ActiveSeg.Volumes.Overlap;

/// <summary>Exact squared Euclidean distance from every voxel of a box to the nearest seed.</summary>
/// <remarks>
/// <para>Cost: O(voxels), three passes of lower envelopes of parabolas, one axis at a time.</para>
/// <para>Source: Felzenszwalb and Huttenlocher, Theory of Computing 8 (2012), algorithm 1, with a spacing per axis.</para>
/// </remarks>
public static class DistanceTransform
{
    /// <summary>Squared distances between voxel centres.</summary>
    /// <param name="seeds">Shape <c>[z, y, x]</c> flat, x fastest; true where the distance is 0.</param>
    /// <param name="box">Voxels along x, y and z.</param>
    /// <param name="spacing">Distance between neighbours along x, y and z. Units: mm.</param>
    /// <returns>Shape of <paramref name="seeds"/>; positive infinity everywhere when there is no seed. Units: mm².</returns>
    /// <exception cref="ArgumentException">The number of seeds is not the box's number of voxels.</exception>
    public static double[] SquaredMm2(
        ReadOnlySpan<bool> seeds, (int X, int Y, int Z) box, (double X, double Y, double Z) spacing)
    {
        if ((long)box.X * box.Y * box.Z != seeds.Length)
        {
            throw new ArgumentException($"{seeds.Length} seeds for a box of {box}", nameof(seeds));
        }

        var distance = new double[seeds.Length];
        for (var v = 0; v < seeds.Length; v++)
        {
            distance[v] = seeds[v] ? 0 : double.PositiveInfinity;
        }

        var line = new Line(Math.Max(box.X, Math.Max(box.Y, box.Z)));
        for (var row = 0; row < box.Y * box.Z; row++)
        {
            line.Transform(distance, row * box.X, 1, box.X, spacing.X);
        }

        for (var z = 0; z < box.Z; z++)
        {
            for (var x = 0; x < box.X; x++)
            {
                line.Transform(distance, x + (z * box.X * box.Y), box.X, box.Y, spacing.Y);
            }
        }

        for (var column = 0; column < box.X * box.Y; column++)
        {
            line.Transform(distance, column, box.X * box.Y, box.Z, spacing.Z);
        }

        return distance;
    }

    /// <summary>Room for one line: its heights, the apexes of the lower envelope and where each parabola takes over.</summary>
    private sealed class Line(int longest)
    {
        private readonly double[] heights = new double[longest];
        private readonly int[] apexes = new int[longest];
        private readonly double[] starts = new double[longest];

        public void Transform(double[] values, int first, int stride, int length, double spacing)
        {
            var squared = spacing * spacing;
            var count = 0;
            for (var q = 0; q < length; q++)
            {
                var height = values[first + (q * stride)];
                heights[q] = height;
                if (double.IsPositiveInfinity(height))
                {
                    continue;
                }

                var start = double.NegativeInfinity;
                while (count > 0)
                {
                    var p = apexes[count - 1];
                    start = (((height - heights[p]) / squared) + ((double)q * q) - ((double)p * p)) / (2.0 * (q - p));
                    if (start > starts[count - 1])
                    {
                        break;
                    }

                    count--;
                    start = double.NegativeInfinity;
                }

                (apexes[count], starts[count]) = (q, start);
                count++;
            }

            for (int q = 0, at = 0; count > 0 && q < length; q++)
            {
                while (at + 1 < count && starts[at + 1] < q)
                {
                    at++;
                }

                var away = (q - apexes[at]) * spacing;
                values[first + (q * stride)] = heights[apexes[at]] + (away * away);
            }
        }
    }
}
