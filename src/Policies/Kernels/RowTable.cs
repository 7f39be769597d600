namespace ActiveSeg.Policies.Kernels;

/// <summary>Rows of equal width without a copy: a matrix, a choice of its rows, or rows of two matrices.</summary>
/// <remarks>
/// <para>Shapes: <c>n</c> rows, <c>d</c> wide.</para>
/// </remarks>
internal readonly struct RowTable
{
    private readonly ReadOnlyMemory<float> _first;
    private readonly ReadOnlyMemory<float> _second;
    private readonly int[]? _rows;

    /// <summary>Every row of a matrix of shape <c>[n * d]</c>.</summary>
    public RowTable(ReadOnlyMemory<float> rows, int width)
    {
        (_first, _second, _rows, Width) = (rows, default, null, width);
        Count = width == 0 ? 0 : rows.Length / width;
    }

    /// <summary>Chosen rows: <c>r &gt;= 0</c> is row r of the first matrix, <c>r &lt; 0</c> row -1 - r of the second.</summary>
    public RowTable(ReadOnlyMemory<float> first, ReadOnlyMemory<float> second, int[] rows, int width) =>
        (_first, _second, _rows, Width, Count) = (first, second, rows, width, rows.Length);

    public int Count { get; }

    public int Width { get; }

    /// <summary>The whole as one matrix, where the rows lie one behind the other.</summary>
    public bool IsMatrix => _rows is null;

    public ReadOnlySpan<float> this[int row]
    {
        get
        {
            var source = _rows is null ? row : _rows[row];
            return source >= 0
                ? _first.Span.Slice(source * Width, Width)
                : _second.Span.Slice((-1 - source) * Width, Width);
        }
    }

    /// <summary>Some rows of this table, by their places in it.</summary>
    public RowTable Choose(int[] places)
    {
        var rows = _rows;
        return new RowTable(_first, _second, rows is null ? places : Array.ConvertAll(places, place => rows[place]), Width);
    }

    /// <summary>The rows as one matrix, copied where they do not lie so already.</summary>
    public ReadOnlyMemory<float> ToMatrix()
    {
        if (_rows is null)
        {
            return _first[..(Count * Width)];
        }

        var matrix = GC.AllocateUninitializedArray<float>(Count * Width);
        for (var i = 0; i < Count; i++)
        {
            this[i].CopyTo(matrix.AsSpan(i * Width, Width));
        }

        return matrix;
    }

    /// <summary>The rows of a block one behind the other: in place where they lie so, else copied into the buffer.</summary>
    public ReadOnlySpan<float> Block(int from, int count, Span<float> buffer)
    {
        if (_rows is null)
        {
            return _first.Span.Slice(from * Width, count * Width);
        }

        for (var i = 0; i < count; i++)
        {
            this[from + i].CopyTo(buffer.Slice(i * Width, Width));
        }

        return buffer[..(count * Width)];
    }
}
