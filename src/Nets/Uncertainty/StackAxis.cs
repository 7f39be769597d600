namespace ActiveSeg.Nets.Uncertainty;

/// <summary>An axis of a stack of slices.</summary>
internal enum StackAxis
{
    Slices,
    Rows,
    Columns,
}
