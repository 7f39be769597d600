using ActiveSeg.Policies.Clustering;

namespace ActiveSeg.Policies.Kernels;

/// <summary>Distance of each row to the nearest of a growing set of centres.</summary>
/// <remarks>
/// <para>A new centre at least twice as far from a row's nearest centre as the row itself cannot be nearer to the row (triangle inequality), so
/// the row is not read. The margin covers the rounding of the distances: the answer is that of measuring every pair.</para>
/// <para>Cost: O(n d) a centre at most, less what is ruled out; O(n) memory and a copy of each added centre.</para>
/// <para>Source: Elkan, ICML 2003, lemma 1.</para>
/// </remarks>
internal sealed class CentreDistances
{
    private readonly RowTable _rows;
    private readonly RowTable _first;
    private readonly List<float[]> _added = [];
    private readonly int[] _nearest;
    private readonly float _margin;

    /// <summary>Starts from centres that are there already, or none.</summary>
    public CentreDistances(RowTable rows, RowTable centres)
    {
        (_rows, _first, _margin) = (rows, centres, 1 - (8 * (rows.Width + 4) * 6e-8f));
        if (centres.Count > 0)
        {
            (_nearest, Squared) = NearestRows.Of(rows, centres);
        }
        else
        {
            (_nearest, Squared) = (new int[rows.Count], new float[rows.Count]);
            Array.Fill(Squared, float.PositiveInfinity);
        }
    }

    /// <summary>Squared distances, shape <c>[n]</c>; infinite without a centre.</summary>
    public float[] Squared { get; }

    public int Centres => _first.Count + _added.Count;

    public void Add(ReadOnlySpan<float> centre)
    {
        var (added, number) = (centre.ToArray(), Centres);
        var apart = new float[number];
        for (var c = 0; c < number; c++)
        {
            apart[c] = _margin * SquaredDistances.Between(added, c < _first.Count ? _first[c] : _added[c - _first.Count]);
        }

        _added.Add(added);
        RowChunks.For(_rows.Count, (from, count) =>
        {
            for (var i = from; i < from + count; i++)
            {
                if (number > 0 && apart[_nearest[i]] >= 4 * Squared[i])
                {
                    continue;
                }

                var squared = SquaredDistances.Between(_rows[i], added);
                if (squared < Squared[i])
                {
                    (Squared[i], _nearest[i]) = (squared, number);
                }
            }
        });
    }
}
