using System.Numerics;
using System.Runtime.Intrinsics;

namespace ActiveSeg.Policies.Kernels;

/// <summary>Rows turned into panels for the kernel: a panel holds the same column of its rows side by side.</summary>
/// <remarks>
/// <para>Shapes: <c>n</c> rows, <c>d</c> wide; panels of shape <c>[d * w]</c>, <c>w</c> rows each, the last filled up with zeros.</para>
/// <para>Cost: one copy of the rows.</para>
/// </remarks>
internal sealed class PackedRows
{
    private readonly float[] _panels;
    private readonly float[] _squaredNorms;

    public PackedRows(RowTable rows)
        : this(rows, 0, rows.Count, NativePanel)
    {
    }

    public PackedRows(ReadOnlyMemory<float> rows, int width)
        : this(new RowTable(rows, width))
    {
    }

    /// <summary>Packs the rows from <paramref name="from"/> on.</summary>
    public PackedRows(RowTable rows, int from, int count)
        : this(rows, from, count, NativePanel)
    {
    }

    /// <summary>Packs into a buffer that packed rows of before may have used; they are void then.</summary>
    public PackedRows(RowTable rows, int from, int count, ref float[] buffer)
        : this(rows, from, count, NativePanel, buffer) =>
        buffer = _panels;

    internal PackedRows(RowTable rows, int from, int count, int panel, float[]? buffer = null)
    {
        (Count, Width, Panel) = (count, rows.Width, panel);
        var length = (long)Panels * panel * Width;
        _panels = buffer is not null && buffer.Length >= length ? buffer : new float[length];
        _panels.AsSpan((int)(length - (count % panel == 0 ? 0 : panel * Width)), count % panel == 0 ? 0 : panel * Width).Clear();
        _squaredNorms = new float[Panels * panel];
        for (var i = 0; i < count; i++)
        {
            var row = rows[from + i];
            var target = _panels.AsSpan(i / panel * panel * Width);
            for (var j = 0; j < row.Length; j++)
            {
                target[(j * panel) + (i % panel)] = row[j];
            }
        }

        for (var p = 0; p < Panels; p++)
        {
            AddSquares(PanelAt(p), _squaredNorms.AsSpan(p * panel, panel));
        }
    }

    /// <summary>Rows per panel that suit this processor.</summary>
    public static int NativePanel { get; } = Vector512.IsHardwareAccelerated ? 32 : 16;

    public int Count { get; }

    public int Width { get; }

    public int Panel { get; }

    public int Panels => (Count + Panel - 1) / Panel;

    /// <summary>Squared norms, shape <c>[n]</c>.</summary>
    public ReadOnlySpan<float> SquaredNorms => _squaredNorms.AsSpan(0, Count);

    internal ReadOnlySpan<float> PanelAt(int panel) => _panels.AsSpan(panel * Panel * Width, Panel * Width);

    // One chain of fused additions a lane, as in RowNorms.
    private static void AddSquares(ReadOnlySpan<float> panel, Span<float> sums)
    {
        for (var at = 0; at < panel.Length; at += sums.Length)
        {
            for (var lane = 0; lane < sums.Length; lane += Vector<float>.Count)
            {
                var value = new Vector<float>(panel[(at + lane)..]);
                Vector.FusedMultiplyAdd(value, value, new Vector<float>(sums[lane..])).CopyTo(sums[lane..]);
            }
        }
    }
}
