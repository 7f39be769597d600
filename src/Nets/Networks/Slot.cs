namespace ActiveSeg.Nets.Networks;

/// <summary>One named array of a network and its place in the flat one.</summary>
internal sealed record Slot(string Name, SlotKind Kind, long[] Shape, int Offset, int Length)
{
    public bool IsStatistic => Kind is SlotKind.Mean or SlotKind.Variance;

    /// <summary>Strides of the view: kernels lie channels-last, which the CPU kernels run fastest on.</summary>
    public long[] Strides => Shape.Length == 1
        ? [1]
        : [Shape[1] * Shape[2] * Shape[3], 1, Shape[3] * Shape[1], Shape[1]];
}
