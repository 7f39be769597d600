using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Networks;
using ActiveSeg.Nets.Plans;
using ActiveSeg.Nets.Scoring;
using TorchSharp;

namespace ActiveSeg.Nets.Tests.Interchange;

/// <summary>Untrained networks whose norms do something, and what they say of an input.</summary>
internal static class MadeUpWeights
{
    public static readonly NetPlan Flat = new(
        PatientAxis.LeftRight, 3.5, 0.8, 0.7, 32, 24, 2, [5, 6, 7, 9], Normalisation.PerScan, InputSlices: 3, SupervisedLevels: 1);

    public static readonly NetPlan Single = Flat with { InputSlices = 1, Widths = [4, 8], SupervisedLevels = 0 };

    public static readonly NetPlan Deep = new(
        PatientAxis.HeadFoot, 2, 1, 1, 16, 16, 2, [4, 6, 8], Normalisation.Shared, SharedLow: -200, SharedHigh: 300, SharedMean: 20, SharedDeviation: 90,
        Dimensions: 3, InputSlices: 1, PatchSlices: 4, FlatLevels: 1, SupervisedLevels: 1);

    public static readonly NetPlan Cubic = Deep with { FlatLevels = 0, SliceSpacingMm = 1, SliceAxis = PatientAxis.AnteroPosterior };

    public static NetPlan Plan(string name) => name switch
    {
        "slices" => Flat,
        "single slices" => Single,
        "flat blocks" => Deep,
        _ => Cubic,
    };

    public static TrainedWeights Make(NetPlan plan, int seed = 1)
    {
        using var net = new NetworkState(TrainedWeights.LayoutOf(plan, TestScans.Structures), withGradient: false);
        net.Initialise(seed);
        var random = new Random(seed);
        foreach (var slot in net.Layout.Slots.Where(s => s.Kind != SlotKind.Kernel))
        {
            var lowest = slot.Kind is SlotKind.Variance or SlotKind.Gain ? 0.3 : -0.4;
            net.Write(slot, [.. Enumerable.Range(0, slot.Length).Select(_ => (float)(lowest + random.NextDouble()))]);
        }

        return TrainedWeights.Of(plan, TestScans.Structures, net);
    }

    public static float[] Input(long[] shape, int seed = 5)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, (int)shape.Aggregate((a, b) => a * b)).Select(_ => (float)(4 * random.NextDouble()) - 2)];
    }

    /// <summary>Three networks and what held-out scans would have taught.</summary>
    public static TrainedWeights Ensemble(NetPlan plan, double temperature) =>
        TrainedWeights.Join([Make(plan), Make(plan, 2), Make(plan, 3)]).With(new Refinement(4, temperature, [0, 0.25], []));

    /// <summary>Probabilities of our own networks, as scoring has them. Shape: <c>[n, classes, …]</c>.</summary>
    public static float[] Probabilities(TrainedWeights weights, float[] input, long[] shape)
    {
        using var scope = torch.NewDisposeScope();
        var sum = torch.zeros(1);
        for (var member = 0; member < weights.Members; member++)
        {
            using var state = weights.ToNetwork(withGradient: false, member);
            using var net = new FoldedUNet(state, halfPrecision: false);
            var powers = net.Run(torch.tensor(input, shape)).Probabilities.pow(1 / weights.Refinement.Temperature);
            sum += powers / (powers.sum(1, keepdim: true) * weights.Members);
        }

        return sum.contiguous().data<float>().ToArray();
    }

    public static float Farthest(float[] a, float[] b)
    {
        Assert.Equal(a.Length, b.Length);
        return a.Zip(b, (x, y) => Math.Abs(x - y)).Max();
    }
}
