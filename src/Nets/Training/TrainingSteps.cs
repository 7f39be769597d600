using ActiveSeg.Nets.Plans;

namespace ActiveSeg.Nets.Training;

/// <summary>How long to train when the caller names no step cap.</summary>
public static class TrainingSteps
{
    /// <summary>Suggested cap: 400 steps from fresh weights and 200 from given ones at 131,072 pixels a step, up to twice as
    /// many with smaller steps, and 10 % more for each doubling of the scans beyond four.</summary>
    public static int Suggested(NetPlan plan, int scans, bool warmStart)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentOutOfRangeException.ThrowIfLessThan(scans, 1);
        var pixels = (double)plan.TrainBatchSize * plan.PatchRows * plan.PatchColumns;
        var bySize = Math.Clamp(Math.Sqrt(131_072 / pixels), 0.8, 2);
        var byScans = 1 + (0.1 * Math.Max(0, Math.Log2(scans / 4.0)));
        return (int)((warmStart ? 200 : 400) * bySize * byScans);
    }
}
