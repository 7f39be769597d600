namespace ActiveSeg.Policies.Probabilities;

/// <summary>Some rows of every pass, with two buffers of their shape that stay in the nearest cache.</summary>
internal readonly ref struct RowBlock(
    ReadOnlySpan<float> values, int passes, int classes, int rows, int start, int count, Span<float> first, Span<float> second)
{
    private readonly ReadOnlySpan<float> _values = values;
    private readonly int _stride = rows * classes;
    private readonly int _start = start * classes;

    public int Passes { get; } = passes;

    public int Classes { get; } = classes;

    /// <summary>Shape <c>[rows of the block, c]</c>.</summary>
    public Span<float> First { get; } = first[..(count * classes)];

    /// <summary>Shape <c>[rows of the block, c]</c>.</summary>
    public Span<float> Second { get; } = second[..(count * classes)];

    /// <summary>The block's rows in one pass; shape <c>[rows of the block, c]</c>.</summary>
    public ReadOnlySpan<float> Pass(int pass) => _values.Slice((pass * _stride) + _start, First.Length);
}
