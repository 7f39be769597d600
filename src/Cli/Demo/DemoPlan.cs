using ActiveSeg.Cli.Import;

namespace ActiveSeg.Cli.Demo;

/// <summary>Everything that a demonstration does, decided.</summary>
/// <param name="Rounds">Rounds.</param>
/// <param name="Batch">Scans picked for a round.</param>
/// <param name="Reads">Reads a scan gets.</param>
/// <param name="Steps">Optimiser steps of one training at most.</param>
/// <param name="LockedFraction">Share of patients in the locked set.</param>
internal sealed record DemoPlan(int Rounds, int Batch, int Reads, int Steps, double LockedFraction)
{
    /// <summary>Phantoms made when nothing else is asked for.</summary>
    public const int PhantomScans = 48;

    private const int SmallVolume = 150_000;

    /// <summary>Fits rounds, batch and training to the scans.</summary>
    /// <param name="options">What was asked for; it goes first.</param>
    /// <param name="cohort">The scans.</param>
    /// <param name="voxels">Voxels of one scan.</param>
    public static DemoPlan For(DemoOptions options, Cohort cohort, int voxels)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(cohort);
        var usual = cohort.IsPhantom ? new DemoPlan(4, 6, 3, 150, 0.25)
            : voxels <= SmallVolume ? new DemoPlan(4, 15, 3, 700, 0.2)
            : new DemoPlan(4, 6, 3, 500, 0.25);
        var plan = usual with
        {
            Rounds = options.Rounds ?? usual.Rounds,
            Batch = options.Batch ?? usual.Batch,
            Reads = options.Reads ?? usual.Reads,
            Steps = options.Steps ?? usual.Steps,
        };
        var selectable = (int)(cohort.Scans.Length * (1 - plan.LockedFraction));
        return plan with { Batch = Math.Clamp(plan.Batch, 1, Math.Max(1, selectable / plan.Rounds)) };
    }
}
