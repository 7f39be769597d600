using System.Numerics;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Clustering.Counting;

/// <summary>The smallest box along the principal axes of some rows, and uniform rows from it.</summary>
/// <remarks>
/// <para>k-means does not see a rotation, so rows are drawn in the box's own axes and never turned back.</para>
/// <para>Cost: O(m^2 l) a sweep for m the lesser and l the greater of rows and width; mostly 6 to 8 sweeps.</para>
/// <para>Source: one-sided rotations, Hestenes, Journal of SIAM 6(1), 1958.</para>
/// </remarks>
internal sealed class PrincipalBox
{
    private const double Orthogonal = 1e-7;
    private const int MostSweeps = 16;

    // A vector with less of the squares is rounding: the rows do not reach that axis.
    private const double Nothing = 1e-26;

    private readonly double[] _sides;

    private PrincipalBox(double[] sides) => _sides = sides;

    /// <summary>Axes of the box.</summary>
    public int Width => _sides.Length;

    /// <summary>Lengths along the axes.</summary>
    public IReadOnlyList<double> Sides => _sides;

    public static PrincipalBox Of(KeyOrder rows)
    {
        var (count, width) = (rows.Count, rows.Width);
        var values = Centred(rows);
        if (width <= count)
        {
            // Columns turned until none correlate are the coordinates along the axes.
            var columns = Vectors(width, count, (column, row) => values[(row * width) + column]);
            Turn(columns, []);
            return new PrincipalBox(Array.ConvertAll(columns, Side));
        }

        // Fewer rows than columns: rows turned until orthogonal are the axes, and the turns applied to unit vectors the coordinates.
        var turned = Vectors(count, width, (row, column) => values[(row * width) + column]);
        var units = Vectors(count, count, (row, column) => row == column ? 1 : 0);
        Turn(turned, units);
        return new PrincipalBox([.. units.Select((unit, i) => Side(unit) * Math.Sqrt(Dot(turned[i], turned[i])))]);
    }

    /// <summary>Uniform rows from the box, shape <c>[count * width]</c>.</summary>
    public float[] Draw(int count, ulong stream)
    {
        var rows = new float[count * _sides.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = (float)(_sides[i % _sides.Length] * (KeyedDraws.Unit(stream, (ulong)i) - 0.5));
        }

        return rows;
    }

    private static double[] Centred(KeyOrder rows)
    {
        var values = Array.ConvertAll(rows.Table.ToMatrix().ToArray(), value => (double)value);
        for (var j = 0; j < rows.Width; j++)
        {
            var mean = 0.0;
            for (var at = j; at < values.Length; at += rows.Width)
            {
                mean += values[at] / rows.Count;
            }

            for (var at = j; at < values.Length; at += rows.Width)
            {
                values[at] -= mean;
            }
        }

        return values;
    }

    private static double[][] Vectors(int count, int length, Func<int, int, double> value) =>
        [.. Enumerable.Range(0, count).Select(i => Enumerable.Range(0, length).Select(j => value(i, j)).ToArray())];

    private static void Turn(double[][] vectors, double[][] along)
    {
        var nothing = Nothing * vectors.Sum(vector => Dot(vector, vector));
        var turned = true;
        for (var sweep = 0; sweep < MostSweeps && turned; sweep++)
        {
            turned = false;
            for (var p = 0; p < vectors.Length; p++)
            {
                for (var q = p + 1; q < vectors.Length; q++)
                {
                    var (pp, qq, pq) = (Dot(vectors[p], vectors[p]), Dot(vectors[q], vectors[q]), Dot(vectors[p], vectors[q]));
                    if (Math.Min(pp, qq) <= nothing || Math.Abs(pq) <= Orthogonal * Math.Sqrt(pp * qq))
                    {
                        continue;
                    }

                    turned = true;
                    var ratio = (qq - pp) / (2 * pq);
                    var tangent = 1 / (Math.Abs(ratio) + Math.Sqrt(1 + (ratio * ratio)));
                    tangent = ratio < 0 ? -tangent : tangent;
                    Rotate(vectors[p], vectors[q], tangent);
                    if (along.Length > 0)
                    {
                        Rotate(along[p], along[q], tangent);
                    }
                }
            }
        }
    }

    private static void Rotate(double[] p, double[] q, double tangent)
    {
        var cosine = 1 / Math.Sqrt(1 + (tangent * tangent));
        var sine = cosine * tangent;
        var i = 0;
        for (; i + Vector<double>.Count <= p.Length; i += Vector<double>.Count)
        {
            var (x, y) = (new Vector<double>(p, i), new Vector<double>(q, i));
            ((cosine * x) - (sine * y)).CopyTo(p, i);
            ((sine * x) + (cosine * y)).CopyTo(q, i);
        }

        for (; i < p.Length; i++)
        {
            (p[i], q[i]) = ((cosine * p[i]) - (sine * q[i]), (sine * p[i]) + (cosine * q[i]));
        }
    }

    private static double Dot(double[] p, double[] q)
    {
        var sums = Vector<double>.Zero;
        var i = 0;
        for (; i + Vector<double>.Count <= p.Length; i += Vector<double>.Count)
        {
            sums += new Vector<double>(p, i) * new Vector<double>(q, i);
        }

        var sum = Vector.Sum(sums);
        for (; i < p.Length; i++)
        {
            sum += p[i] * q[i];
        }

        return sum;
    }

    private static double Side(double[] coordinates) => coordinates.Max() - coordinates.Min();
}
