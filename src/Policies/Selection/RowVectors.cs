namespace ActiveSeg.Policies.Selection;

/// <summary>A column with several numbers a scan: one row per scan, side by side.</summary>
/// <param name="Values">Shape <c>[n * w]</c>, row-major. Range: finite, magnitude at most 1e15. Not copied.</param>
/// <param name="Width"><c>w</c>, at least 1.</param>
public sealed record RowVectors(ReadOnlyMemory<float> Values, int Width)
{
    /// <summary>Numbers of one scan; shape <c>[w]</c>.</summary>
    public ReadOnlySpan<float> Row(int scan) => Values.Span.Slice(scan * Width, Width);
}
