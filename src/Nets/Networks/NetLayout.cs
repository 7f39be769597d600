using System.Collections.Immutable;

namespace ActiveSeg.Nets.Networks;

/// <summary>Names, shapes and places of a network's numbers in two flat arrays: trained parameters and norm statistics.</summary>
internal sealed class NetLayout
{
    private readonly Dictionary<string, Slot> _slots = new(StringComparer.Ordinal);
    private readonly ImmutableArray<Slot>.Builder _all = ImmutableArray.CreateBuilder<Slot>();

    public NetLayout(ImmutableArray<int> widths, int inputs, int classes)
    {
        (Widths, Inputs, Classes) = (widths, inputs, classes);
        for (var level = 0; level < widths.Length; level++)
        {
            Block($"enc.{level}", level == 0 ? inputs : widths[level - 1], widths[level]);
        }

        for (var level = widths.Length - 2; level >= 0; level--)
        {
            Add($"dec.{level}.up.weight", SlotKind.Kernel, widths[level], widths[level + 1], 1, 1);
            Block($"dec.{level}", widths[level], widths[level]);
        }

        Add("head.weight", SlotKind.Kernel, classes, widths[0], 1, 1);
        Add("head.bias", SlotKind.Bias, classes);
        Slots = _all.ToImmutable();
    }

    public ImmutableArray<int> Widths { get; }

    public int Inputs { get; }

    public int Classes { get; }

    public ImmutableArray<Slot> Slots { get; }

    /// <summary>Length of the flat array of parameters.</summary>
    public int Parameters { get; private set; }

    /// <summary>Length of the flat array of norm statistics.</summary>
    public int Statistics { get; private set; }

    public bool Has(string name) => _slots.ContainsKey(name);

    private void Block(string name, int inputs, int outputs)
    {
        Add($"{name}.conv1.weight", SlotKind.Kernel, outputs, inputs, 3, 3);
        Norm($"{name}.norm1", outputs);
        Add($"{name}.conv2.weight", SlotKind.Kernel, outputs, outputs, 3, 3);
        Norm($"{name}.norm2", outputs);
        if (inputs != outputs)
        {
            Add($"{name}.skip.weight", SlotKind.Kernel, outputs, inputs, 1, 1);
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
