using System.Collections.Immutable;
using ActiveSeg.Nets.Plans;

namespace ActiveSeg.Learner.Bench.Speed;

/// <summary>One network and one size of batch.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Plan">The network, its patch and its batch.</param>
/// <param name="Classes">Classes, the background included.</param>
internal sealed record SpeedCase(string Name, NetPlan Plan, int Classes)
{
    /// <summary>The cases of the recorded figures.</summary>
    public static ImmutableArray<SpeedCase> All { get; } =
    [
        new("lumbar", Plane(192, 128, batch: 5), 4),
        new("square", Plane(128, 128, batch: 8), 4),
        new("volume", Space(40, 48, 40, batch: 2), 3),
    ];

    /// <summary>Numbers of the input.</summary>
    public int InputLength => Plan.TrainBatchSize * Plan.PatchPixels * Plan.InputSlices;

    /// <summary>Numbers of the target.</summary>
    public int TargetLength => Plan.TrainBatchSize * Plan.PatchPixels * Classes;

    private static NetPlan Plane(int rows, int columns, int batch) =>
        new(PatientAxis.LeftRight, 4, 1, 1, rows, columns, batch, [16, 32, 64, 128, 256], Normalisation.PerScan, SupervisedLevels: 2);

    private static NetPlan Space(int slices, int rows, int columns, int batch) =>
        new(PatientAxis.LeftRight, 1, 1, 1, rows, columns, batch, [16, 32, 64, 128], Normalisation.PerScan,
            Dimensions: 3, InputSlices: 1, PatchSlices: slices, SupervisedLevels: 2);
}
