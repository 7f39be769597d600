namespace ActiveSeg.Policies.Kernels;

/// <summary>Products of a block of rows with a range of packed rows.</summary>
/// <param name="firstRow">Place of the block's first row in its table.</param>
/// <param name="rows">Rows of the block.</param>
/// <param name="firstColumn">Place of the first packed row.</param>
/// <param name="columns">Packed rows in the range.</param>
/// <param name="products">Shape <c>[rows * stride]</c>.</param>
/// <param name="stride">Numbers from row to row; at least <paramref name="columns"/>.</param>
internal readonly ref struct DotTile(
    int firstRow, int rows, int firstColumn, int columns, Span<float> products, int stride)
{
    private readonly Span<float> _products = products;

    public int FirstRow => firstRow;

    public int Rows => rows;

    public int FirstColumn => firstColumn;

    public int Columns => columns;

    /// <summary>Products of one row of the block, 0 to rows - 1, with every packed row of the range; may be overwritten.</summary>
    public Span<float> Row(int row) => _products.Slice(row * stride, columns);
}
