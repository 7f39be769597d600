using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ActiveSeg.Policies.Kernels;

/// <summary>Products of all rows of a table with all packed rows, a tile at a time.</summary>
/// <remarks>
/// <para>Deterministic: a product depends on its two rows only (<see cref="MicroKernel"/>).</para>
/// <para>Error: at most <c>d * 2^-24 * sum |a_j b_j|</c>, to first order; see <see cref="SquaredBound"/> for distances made
/// of products.</para>
/// <para>Cost: 2 n k d operations; a tile and, for chosen rows, a block of rows per thread.</para>
/// <para>Source: the loop order of Goto and van de Geijn, ACM TOMS 34(3), 2008, with only one side packed.</para>
/// </remarks>
internal static class DotTiles
{
    /// <summary>Rows of a block: 96 is a multiple of both kernels' rows.</summary>
    public const int BlockRows = 96;

    /// <summary>Packed rows of a tile at most.</summary>
    public const int MostColumns = 512;

    private const int Depth = 256;

    /// <summary>What is done with a tile; a block's tiles come from left to right on one thread.</summary>
    public delegate void Visitor(DotTile tile);

    public static void ForEach(RowTable rows, PackedRows columns, Visitor visit, int threads = RowChunks.DefaultThreads) =>
        ForEach(rows, columns, 0, columns.Panels, visit, threads);

    /// <summary>Visits the tiles of some panels only.</summary>
    public static void ForEach(
        RowTable rows, PackedRows columns, int firstPanel, int panels, Visitor visit, int threads = RowChunks.DefaultThreads) =>
        RowChunks.For(
            rows.Count,
            (from, count) => Block(rows, from, count, columns, firstPanel, panels, visit),
            BlockRows,
            threads);

    /// <summary>How far <c>|a|^2 + |b|^2 - 2 a.b</c> can lie from the distance summed from differences, both in floats.</summary>
    /// <remarks>
    /// <para>Each of the three sums errs by at most <c>(d + 1) u</c> of <c>(|a| + |b|)^2</c> in all, the sum of differences by
    /// <c>(d + 2) u</c> of the distance, which is at most that; <c>u = 2^-24</c>. A twentieth more for second order, and what underflow can lose.</para>
    /// <para>Source: Higham, Accuracy and Stability of Numerical Algorithms, 2nd edition, section 3.1.</para>
    /// </remarks>
    public static float SquaredBound(int width, float squaredNormA, float squaredNormB) =>
        (width + 4) * ((2.5e-7f * (squaredNormA + squaredNormB)) + (8 * float.Epsilon));

    private static void Block(
        RowTable rows, int from, int count, PackedRows columns, int firstPanel, int panels, Visitor visit)
    {
        var mostPanels = Math.Max(MostColumns / columns.Panel, 1);
        var tile = ArrayPool<float>.Shared.Rent(BlockRows * Math.Min(mostPanels, panels) * columns.Panel);
        var copy = rows.IsMatrix ? [] : ArrayPool<float>.Shared.Rent(count * rows.Width);
        var block = rows.Block(from, count, copy);
        for (var panel = firstPanel; panel < firstPanel + panels; panel += mostPanels)
        {
            var taken = Math.Min(mostPanels, firstPanel + panels - panel);
            Fill(block, count, columns, panel, taken, tile);
            var first = panel * columns.Panel;
            var wanted = Math.Min(taken * columns.Panel, columns.Count - first);
            visit(new DotTile(from, count, first, wanted, tile, taken * columns.Panel));
        }

        ArrayPool<float>.Shared.Return(tile);
        if (copy.Length > 0)
        {
            ArrayPool<float>.Shared.Return(copy);
        }
    }

    private static void Fill(ReadOnlySpan<float> block, int count, PackedRows columns, int firstPanel, int panels, Span<float> tile)
    {
        var (width, panel) = (columns.Width, columns.Panel);
        if (block.Length != count * width || tile.Length < count * panels * panel || width == 0)
        {
            throw new ArgumentException("block, panels and tile differ in shape", nameof(block));
        }

        var stride = panels * panel;
        var group = panel == 16 ? MicroKernel.Rows256 : MicroKernel.Rows512;
        ref var a = ref MemoryMarshal.GetReference(block);
        ref var c = ref MemoryMarshal.GetReference(tile);
        for (var depth = 0; depth < width; depth += Depth)
        {
            var deep = Math.Min(Depth, width - depth);
            for (var p = 0; p < panels; p++)
            {
                ref var b = ref Unsafe.Add(ref MemoryMarshal.GetReference(columns.PanelAt(firstPanel + p)), depth * panel);
                for (var i = 0; i < count; i += group)
                {
                    ref var row = ref Unsafe.Add(ref a, (i * width) + depth);
                    ref var to = ref Unsafe.Add(ref c, (i * stride) + (p * panel));
                    var last = Math.Min(group, count - i) - 1;
                    if (panel == 16)
                    {
                        MicroKernel.Six(ref row, last, width, ref b, deep, ref to, stride, depth > 0);
                    }
                    else
                    {
                        MicroKernel.Eight(ref row, last, width, ref b, deep, ref to, stride, depth > 0);
                    }
                }
            }
        }
    }
}
