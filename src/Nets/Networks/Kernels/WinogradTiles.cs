using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActiveSeg.Nets.Networks.Kernels;

/// <summary>A map cut into tiles of 2 x 2 voxels, numbered along columns, rows, slices and batch.</summary>
/// <remarks>Voxels beyond the ends count as 0. Source: Lavin and Gray, CVPR 2016, F(2 x 2, 3 x 3).</remarks>
internal sealed unsafe class WinogradTiles
{
    private readonly int _slices, _rows, _columns, _across, _perPlane;

    public WinogradTiles(long[] shape)
    {
        _slices = shape.Length == 5 ? (int)shape[2] : 1;
        (_rows, _columns) = ((int)shape[^2], (int)shape[^1]);
        _across = (_columns + 1) / 2;
        _perPlane = _across * ((_rows + 1) / 2);
        Count = (int)shape[0] * _slices * _perPlane;
    }

    /// <summary>Tiles in all.</summary>
    public int Count { get; }

    /// <summary><c>Bᵀ d B</c> of every tile with its surroundings, <paramref name="slice"/> slices away.</summary>
    /// <param name="x">The map.</param>
    /// <param name="channels">Channels of the map, by eights.</param>
    /// <param name="first">First tile.</param>
    /// <param name="count">Tiles.</param>
    /// <param name="slice">-1, 0 or 1.</param>
    /// <param name="zeros">As many zeros as there are channels.</param>
    /// <param name="into">Shape <c>[16, room, channels]</c>.</param>
    /// <param name="room">Tiles that <paramref name="into"/> has room for.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Surroundings(float* x, int channels, int first, int count, int slice, float* zeros, float* into, int room)
    {
        var step = (long)room * channels;
        var from = stackalloc float*[16];
        for (var i = 0; i < count; i++)
        {
            Find(x, channels, first + i, slice, -1, 4, zeros, from);
            var to = into + ((long)i * channels);
            for (var c = 0; c < channels; c += 8, to += 8)
            {
                Transform(from, c, to, step);
            }
        }
    }

    /// <summary><c>A y Aᵀ</c> of every tile. Parameters as above.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Spread(float* y, int channels, int first, int count, float* zeros, float* into, int room)
    {
        var step = (long)room * channels;
        var from = stackalloc float*[4];
        for (var i = 0; i < count; i++)
        {
            Find(y, channels, first + i, 0, 0, 2, zeros, from);
            var to = into + ((long)i * channels);
            for (var c = 0; c < channels; c += 8, to += 8)
            {
                var (y0, y1, y2, y3) = (Vector256.Load(from[0] + c), Vector256.Load(from[1] + c), Vector256.Load(from[2] + c), Vector256.Load(from[3] + c));
                SpreadRow(y0, y1, to, step);
                SpreadRow(y0 + y2, y1 + y3, to + (4 * step), step);
                SpreadRow(y0 - y2, y1 - y3, to + (8 * step), step);
                SpreadRow(-y2, -y3, to + (12 * step), step);
            }
        }
    }

    /// <summary><c>Aᵀ m A</c> of every tile, written to the map: plus a bias, plus another map, not below 0, where asked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Gather(float* m, int room, int channels, int first, int count, float* y, float* bias, float* other, bool positive)
    {
        var step = (long)room * channels;
        var floor = positive ? Vector256<float>.Zero : Vector256.Create(float.NegativeInfinity);
        for (var i = 0; i < count; i++)
        {
            var tile = first + i;
            var (plane, within) = (tile / _perPlane, tile % _perPlane);
            var (row, column) = (within / _across * 2, within % _across * 2);
            var at = ((((long)plane * _rows) + row) * _columns + column) * channels;
            var (below, right) = (row + 1 < _rows ? (long)_columns * channels : -1, column + 1 < _columns ? channels : -1L);
            var from = m + ((long)i * channels);
            for (var c = 0; c < channels; c += 8, from += 8)
            {
                var (a0, b0) = Column(from, step, 0);
                var (a1, b1) = Column(from, step, 1);
                var (a2, b2) = Column(from, step, 2);
                var (a3, b3) = Column(from, step, 3);
                var shift = bias == null ? Vector256<float>.Zero : Vector256.Load(bias + c);
                Store(a0 + a1 + a2 + shift, at + c, y, other, floor);
                if (right > 0)
                {
                    Store(a1 - a2 - a3 + shift, at + right + c, y, other, floor);
                }

                if (below > 0)
                {
                    Store(b0 + b1 + b2 + shift, at + below + c, y, other, floor);
                    if (right > 0)
                    {
                        Store(b1 - b2 - b3 + shift, at + below + right + c, y, other, floor);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<float> v, long at, float* y, float* other, Vector256<float> floor)
    {
        v = other == null ? v : v + Vector256.Load(other + at);
        Vector256.AndNot(v, Vector256.LessThan(v, floor)).Store(y + at);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<float> Upper, Vector256<float> Lower) Column(float* m, long step, int column)
    {
        var (m0, m1) = (Vector256.Load(m + (column * step)), Vector256.Load(m + ((4 + column) * step)));
        var (m2, m3) = (Vector256.Load(m + ((8 + column) * step)), Vector256.Load(m + ((12 + column) * step)));
        return (m0 + m1 + m2, m1 - m2 - m3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SpreadRow(Vector256<float> left, Vector256<float> right, float* to, long step)
    {
        left.Store(to);
        (left + right).Store(to + step);
        (left - right).Store(to + (2 * step));
        (-right).Store(to + (3 * step));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transform(float** from, int c, float* to, long step)
    {
        var (d0, d1, d2, d3) = Pairs(from, c, 0, 2, -1);
        Across(d0, d1, d2, d3, to, step);
        (d0, d1, d2, d3) = Pairs(from, c, 1, 2, 1);
        Across(d0, d1, d2, d3, to + (4 * step), step);
        (d0, d1, d2, d3) = Pairs(from, c, 2, 1, -1);
        Across(d0, d1, d2, d3, to + (8 * step), step);
        (d0, d1, d2, d3) = Pairs(from, c, 1, 3, -1);
        Across(d0, d1, d2, d3, to + (12 * step), step);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<float>, Vector256<float>, Vector256<float>, Vector256<float>) Pairs(float** from, int c, int a, int b, int sign)
    {
        var p = from + (4 * a);
        var q = from + (4 * b);
        return sign > 0
            ? (Vector256.Load(p[0] + c) + Vector256.Load(q[0] + c), Vector256.Load(p[1] + c) + Vector256.Load(q[1] + c),
                Vector256.Load(p[2] + c) + Vector256.Load(q[2] + c), Vector256.Load(p[3] + c) + Vector256.Load(q[3] + c))
            : (Vector256.Load(p[0] + c) - Vector256.Load(q[0] + c), Vector256.Load(p[1] + c) - Vector256.Load(q[1] + c),
                Vector256.Load(p[2] + c) - Vector256.Load(q[2] + c), Vector256.Load(p[3] + c) - Vector256.Load(q[3] + c));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Across(Vector256<float> d0, Vector256<float> d1, Vector256<float> d2, Vector256<float> d3, float* to, long step)
    {
        (d0 - d2).Store(to);
        (d1 + d2).Store(to + step);
        (d2 - d1).Store(to + (2 * step));
        (d1 - d3).Store(to + (3 * step));
    }

    /// <summary>Where the voxels of a square about a tile begin; those outside the map begin at <paramref name="zeros"/>.</summary>
    private void Find(float* x, int channels, int tile, int slice, int offset, int side, float* zeros, float** into)
    {
        var (plane, within) = (tile / _perPlane, tile % _perPlane);
        var (row, column) = ((within / _across * 2) + offset, (within % _across * 2) + offset);
        var inVolume = (uint)((plane % _slices) + slice) < (uint)_slices;
        var first = x + (((((long)(plane + slice) * _rows) + row) * _columns + column) * channels);
        for (var r = 0; r < side; r++, first += (long)_columns * channels)
        {
            var inRow = inVolume && (uint)(row + r) < (uint)_rows;
            for (var c = 0; c < side; c++)
            {
                *into++ = inRow && (uint)(column + c) < (uint)_columns ? first + ((long)c * channels) : zeros;
            }
        }
    }
}
