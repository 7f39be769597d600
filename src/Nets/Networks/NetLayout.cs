using System.Collections.Immutable;
using ActiveSeg.Nets.Plans;

namespace ActiveSeg.Nets.Networks;

/// <summary>Names, shapes and places of a network's numbers in two flat arrays: trained parameters and norm statistics.</summary>
internal sealed class NetLayout
{
    private readonly Dictionary<string, Slot> _slots = new(StringComparer.Ordinal);
    private readonly ImmutableArray<Slot>.Builder _all = ImmutableArray.CreateBuilder<Slot>();

    public NetLayout(NetPlan plan, int classes)
    {
        (Plan, Classes) = (plan, classes);
        var widths = plan.Widths;
        for (var level = 0; level < widths.Length; level++)
        {
            Block($"enc.{level}", level, level == 0 ? plan.InputSlices : widths[level - 1]);
        }

        for (var level = widths.Length - 2; level >= 0; level--)
        {
            Kernel($"dec.{level}.up.weight", widths[level], widths[level + 1], 1, 1);
            Block($"dec.{level}", level, widths[level]);
        }

        Head("head", 0);
        for (var level = 1; level <= plan.SupervisedLevels; level++)
        {
            Head($"aux.{level}", level);
        }

        Slots = _all.ToImmutable();
    }

    public NetPlan Plan { get; }

    public ImmutableArray<int> Widths => Plan.Widths;

    public int Levels => Plan.Widths.Length;

    public bool IsVolumetric => Plan.Dimensions == 3;

    public int Classes { get; }

    public ImmutableArray<Slot> Slots { get; }

    /// <summary>Length of the flat array of parameters.</summary>
    public int Parameters { get; private set; }

    /// <summary>Length of the flat array of norm statistics.</summary>
    public int Statistics { get; private set; }

    public bool Has(string name) => _slots.ContainsKey(name);

    /// <summary>Extent of a level's kernels along slices.</summary>
    public int SliceKernel(int level) => IsVolumetric && level >= Plan.FlatLevels ? 3 : 1;

    /// <summary>Slices that become one between the level above and this one.</summary>
    public int SlicePooling(int level) => IsVolumetric && level > Plan.FlatLevels ? 2 : 1;

    private void Block(string name, int level, int inputs)
    {
        var outputs = Widths[level];
        Kernel($"{name}.conv1.weight", outputs, inputs, SliceKernel(level), 3);
        Norm($"{name}.norm1", outputs);
        Kernel($"{name}.conv2.weight", outputs, outputs, SliceKernel(level), 3);
        Norm($"{name}.norm2", outputs);
        if (inputs != outputs)
        {
            Kernel($"{name}.skip.weight", outputs, inputs, 1, 1);
        }
    }

    private void Head(string name, int level)
    {
        Kernel($"{name}.weight", Classes, Widths[level], 1, 1);
        Add($"{name}.bias", SlotKind.Bias, Classes);
    }

    private void Kernel(string name, int outputs, int inputs, int slices, int side)
    {
        if (IsVolumetric)
        {
            Add(name, SlotKind.Kernel, outputs, inputs, slices, side, side);
        }
        else
        {
            Add(name, SlotKind.Kernel, outputs, inputs, side, side);
        }
    }

    private void Norm(string name, int channels)
    {
        Add($"{name}.weight", SlotKind.Gain, channels);
        Add($"{name}.bias", SlotKind.Bias, channels);
        Add($"{name}.running_mean", SlotKind.Mean, channels);
        Add($"{name}.running_var", SlotKind.Variance, channels);
    }

    private void Add(string name, SlotKind kind, params long[] shape)
    {
        var length = (int)shape.Aggregate(1L, (a, b) => a * b);
        var isStatistic = kind is SlotKind.Mean or SlotKind.Variance;
        var slot = new Slot(name, kind, shape, isStatistic ? Statistics : Parameters, length);
        if (isStatistic)
        {
            Statistics += length;
        }
        else
        {
            Parameters += length;
        }

        _slots.Add(name, slot);
        _all.Add(slot);
    }
}
