namespace ActiveSeg.Nets.Networks;

/// <summary>One named array of a network and its place in the flat one.</summary>
internal sealed record Slot(string Name, SlotKind Kind, long[] Shape, int Offset, int Length)
{
    public bool IsStatistic => Kind is SlotKind.Mean or SlotKind.Variance;

    /// <summary>Whether it turns features into class scores.</summary>
    public bool IsHead => Name.StartsWith("head.", StringComparison.Ordinal) || Name.StartsWith("aux.", StringComparison.Ordinal);

    /// <summary>Strides of the view: kernels lie channels-last, which the CPU kernels run fastest on.</summary>
    public long[] Strides
    {
        get
        {
            if (Shape.Length == 1)
            {
                return [1];
            }

            var strides = new long[Shape.Length];
            strides[1] = 1;
            var stride = Shape[1];
            for (var axis = Shape.Length - 1; axis >= 2; axis--)
            {
                strides[axis] = stride;
                stride *= Shape[axis];
            }

            strides[0] = stride;
            return strides;
        }
    }
}
