using System.Collections.Immutable;
using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Kernels;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Hybrid;

/// <summary>k-means++ seeding: each pick is drawn in proportion to its squared distance to the nearest pick before it.</summary>
/// <remarks>
/// <para>Without a pick before it the first is the one of greatest norm, not drawn. One uniform number a pick, found in the running
/// sum of the open scans in the order of their keys. When all distances are 0 the draw is uniform.</para>
/// <para>Source: Arthur and Vassilvitskii, SODA 2007; the first pick as in Ash et al., ICLR 2020.</para>
/// </remarks>
internal sealed class GradientDraws
{
    private readonly int[] _listed;
    private readonly OpenScans _open;
    private readonly float[] _squaredNorms;
    private readonly Func<int, Action<int, int, float[]>> _coverFrom;
    private readonly float[] _squared;
    private readonly double[] _sums;
    private bool _hasCentre;

    /// <summary>Prepares the draws.</summary>
    /// <param name="listed">Scans in rising order of key.</param>
    /// <param name="open">Which may be picked.</param>
    /// <param name="squaredNorms">Shape <c>[n]</c>.</param>
    /// <param name="coverFrom">For a scan of the pool, what lowers the squared distances of the places from one, so many, in an array.</param>
    public GradientDraws(int[] listed, OpenScans open, float[] squaredNorms, Func<int, Action<int, int, float[]>> coverFrom)
    {
        (_listed, _open, _squaredNorms, _coverFrom) = (listed, open, squaredNorms, coverFrom);
        _squared = new float[listed.Length];
        Array.Fill(_squared, float.PositiveInfinity);
        _sums = new double[RowChunks.Chunks(listed.Length)];
    }

    /// <summary>Counts a scan of the pool as picked before.</summary>
    public void Cover(int scan)
    {
        var cover = _coverFrom(scan);
        _hasCentre = true;
        RowChunks.For(_listed.Length, (from, count) =>
        {
            cover(from, count, _squared);
            Sum(from, count);
        });
    }

    /// <summary>Draws until the batch is full or no scan is open.</summary>
    public ImmutableArray<Pick> Take(int size, ulong stream)
    {
        var picks = ImmutableArray.CreateBuilder<Pick>();
        while (picks.Count < size && _open.Count > 0)
        {
            if (!_hasCentre)
            {
                var first = Longest();
                var norm = Math.Sqrt(_squaredNorms[first]);
                picks.Add(new Pick(_listed[first], norm, $"the longest gradient embedding ({norm:g3}) of {_open.Count} selectable scans: the first pick is not drawn"));
                Close(first);
                continue;
            }

            var (place, chance) = Draw(KeyedDraws.Unit(stream, (ulong)picks.Count));
            var distance = Math.Sqrt(_squared[place]);
            picks.Add(new Pick(
                _listed[place],
                distance,
                $"gradient embedding {distance:g3} from the nearest pick before it; drawn from {_open.Count} scans with a chance of {chance:g3}, in proportion to the square",
                chance));
            Close(place);
        }

        return picks.ToImmutable();
    }

    private void Close(int place)
    {
        _open.Take(_listed[place]);
        Cover(_listed[place]);
    }

    private int Longest()
    {
        var best = -1;
        for (var i = 0; i < _listed.Length; i++)
        {
            if (_open.IsOpen(_listed[i]) && (best < 0 || _squaredNorms[i] > _squaredNorms[best]))
            {
                best = i;
            }
        }

        return best;
    }

    private (int Place, double Chance) Draw(double unit)
    {
        var total = 0.0;
        foreach (var sum in _sums)
        {
            total += sum;
        }

        return total > 0 ? DrawByDistance(unit * total, total) : DrawUniformly(unit);
    }

    private (int Place, double Chance) DrawByDistance(double target, double total)
    {
        var last = -1;
        for (var chunk = 0; chunk < _sums.Length; chunk++)
        {
            if (target > _sums[chunk] && chunk + 1 < _sums.Length)
            {
                target -= _sums[chunk];
                last = _sums[chunk] > 0 ? LastOf(chunk) : last;
                continue;
            }

            var from = chunk * RowChunks.DefaultSize;
            for (var i = from; i < Math.Min(from + RowChunks.DefaultSize, _listed.Length); i++)
            {
                if (_squared[i] > 0 && _open.IsOpen(_listed[i]))
                {
                    last = i;
                    target -= _squared[i];
                    if (target <= 0)
                    {
                        return (i, _squared[i] / total);
                    }
                }
            }
        }

        return (last, _squared[last] / total);
    }

    private int LastOf(int chunk)
    {
        var from = chunk * RowChunks.DefaultSize;
        var at = Math.Min(from + RowChunks.DefaultSize, _listed.Length) - 1;
        while (!(_squared[at] > 0 && _open.IsOpen(_listed[at])))
        {
            at--;
        }

        return at;
    }

    private (int Place, double Chance) DrawUniformly(double unit)
    {
        var left = (int)(unit * _open.Count);
        for (var i = 0; ; i++)
        {
            if (_open.IsOpen(_listed[i]) && left-- == 0)
            {
                return (i, 1.0 / _open.Count);
            }
        }
    }

    private void Sum(int from, int count)
    {
        var sum = 0.0;
        for (var i = from; i < from + count; i++)
        {
            sum += _open.IsOpen(_listed[i]) ? _squared[i] : 0;
        }

        _sums[from / RowChunks.DefaultSize] = sum;
    }
}
