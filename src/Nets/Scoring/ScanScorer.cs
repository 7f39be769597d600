using System.Collections.Immutable;
using ActiveSeg.Nets.Calibration;
using ActiveSeg.Nets.Networks;
using ActiveSeg.Nets.Plans;
using ActiveSeg.Nets.Training.Patches;
using ActiveSeg.Nets.Uncertainty;
using ActiveSeg.Nets.Uncertainty.Aggregation;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Nets.Scoring;

/// <summary>Runs networks over one scan and sums up what they say.</summary>
/// <remarks>Memory: about 4 bytes for each voxel at the plan's spacing and class, 1 for each voxel and pass, and a window's worth of tensors.</remarks>
internal sealed class ScanScorer(
    ImmutableArray<FoldedUNet> nets, NetPlan plan, StructureSchema structures, Refinement refinement, ScoringOptions options)
{
    /// <summary>Segments a scan and says how sure that is.</summary>
    /// <param name="scan">The caller's name of it, for errors.</param>
    /// <param name="volume">The scan.</param>
    /// <param name="reference">A reference on the scan's grid to hold the confidence against; none: not wanted.</param>
    /// <param name="token">Checked between windows.</param>
    public ScanScore Score(string scan, Volume volume, LabelMap? reference, CancellationToken token)
    {
        var (stack, maps, embedding, gradient) = Run(scan, volume, token);
        var labels = LabelsOf(stack, maps, volume.Grid);
        var uncertainty = ScanUncertainty.Of(maps, GridOf(stack), HeadFoot(plan.SliceAxis), options.Aggregation, options.Threads);
        return new ScanScore(
            new LabelMap(volume.Grid, labels),
            [.. embedding.Select(v => (float)v)],
            [.. gradient],
            uncertainty,
            StructureScores(labels, volume.Grid.VoxelVolumeMm3, uncertainty),
            reference is null ? null : Calibration(stack, maps, reference));
    }

    /// <summary>Every pass over a scan, on its stack.</summary>
    public (CanonicalStack Stack, UncertaintyMaps Maps, double[] Embedding, float[] Gradient) Run(string scan, Volume volume, CancellationToken token)
    {
        ScanChecks.RequireFinite(scan, volume);
        var stack = CanonicalStack.Of(volume, plan);
        var runner = new StackRunner(stack, plan, structures.Classes, options.Dropout, options.Threads);
        var (passes, embedding, gradient) = (options.PassesOf(plan, nets.Length), Array.Empty<double>(), Array.Empty<float>());
        var statistics = new PassStatistics(GridOf(stack), structures.Classes, passes.Length, options.Threads);
        for (var pass = 0; pass < passes.Length; pass++)
        {
            var (probabilities, pooled, product) = runner.Run(nets[passes[pass].Member], passes[pass], token);
            if (refinement.Temperature != 1)
            {
                TemperatureScaling.Apply(probabilities, structures.Classes, refinement.Temperature, options.Threads);
            }

            statistics.Record(pass, probabilities);
            (embedding, gradient) = pass == 0 ? (pooled, product) : (embedding, gradient);
        }

        return (stack, statistics.Complete(), embedding, gradient);
    }

    /// <summary>Classes of a mask on a stack's voxels.</summary>
    public byte[] ClassesOf(CanonicalStack stack, LabelMap mask) => ClassShares.Of(stack, [mask], structures, referenceOnly: true).First;

    /// <summary>Voxels in and near predicted structures, and those of a reference.</summary>
    public bool[] RegionOf(CanonicalStack stack, UncertaintyMaps maps, byte[] truth)
    {
        var region = Array.ConvertAll(truth, c => c != 0);
        foreach (var voxel in ScanRegions.Of(maps.Classes, maps[VoxelSignal.Entropy], GridOf(stack), options.Aggregation.ReachMm).Foreground)
        {
            region[voxel] = true;
        }

        return region;
    }

    private static StackAxis HeadFoot(PatientAxis sliceAxis) => sliceAxis == PatientAxis.HeadFoot ? StackAxis.Slices : StackAxis.Rows;

    private StackGrid GridOf(CanonicalStack stack) => new(stack.Slices, stack.Rows, stack.Columns, stack.SpacingMm(plan));

    private CalibrationTally Calibration(CanonicalStack stack, UncertaintyMaps maps, LabelMap reference)
    {
        var tally = new CalibrationTally(structures.Classes);
        var truth = ClassesOf(stack, reference);
        tally.Add(maps.Mean, truth, RegionOf(stack, maps, truth));
        return tally;
    }

    /// <summary>The likeliest structure of each of the scan's own voxels.</summary>
    public byte[] LabelsOf(CanonicalStack stack, UncertaintyMaps maps, Grid grid)
    {
        var labels = new byte[grid.Size.Count];
        Pieces.ForEach(options.Threads, options.Threads, part => LabelSlices(stack, maps, labels, part));
        for (var i = 0; i < structures.Structures.Length; i++)
        {
            ConnectedParts.RemoveSmall(labels, grid.Size, structures.Structures[i].Label, refinement.SmallestPartOf(i));
        }

        return labels;
    }

    /// <summary>Labels every slice whose number leaves the part as remainder; resampling needs buffers that threads cannot share.</summary>
    private void LabelSlices(CanonicalStack stack, UncertaintyMaps maps, byte[] labels, int part)
    {
        var (view, mean, classes) = (stack.View, maps.Mean, maps.Classes);
        var (size, slice) = (view.Rows * view.Columns, new byte[view.Rows * view.Columns]);
        byte[] labelOf = [0, .. structures.Structures.Select(s => s.Label)];
        Func<int, float[]>[] restored = stack.IsNative ? [] : [.. Enumerable.Range(0, structures.Classes).Select(c =>
            stack.Restore(mean.AsMemory(c * stack.Values.Length, stack.Values.Length), plan))];
        for (var s = part; s < view.Slices; s += options.Threads)
        {
            if (stack.IsNative)
            {
                for (var i = 0; i < size; i++)
                {
                    slice[i] = labelOf[classes[(s * size) + i]];
                }
            }
            else
            {
                var shares = Array.ConvertAll(restored, r => r(s));
                for (var i = 0; i < size; i++)
                {
                    var best = 0;
                    for (var c = 1; c < shares.Length; c++)
                    {
                        best = shares[c][i] > shares[best][i] ? c : best;
                    }

                    slice[i] = labelOf[best];
                }
            }

            view.ScatterSlice<byte>(slice, s, labels);
        }
    }

    private ImmutableArray<StructureScore> StructureScores(byte[] labels, double voxelMm3, ScanUncertainty uncertainty)
    {
        var counts = new long[256];
        foreach (var label in labels)
        {
            counts[label]++;
        }

        return [.. structures.Structures.Select((s, i) => new StructureScore(
            s.Name, counts[s.Label] * voxelMm3, refinement.PredictDice(i, uncertainty.Structures[i].ForegroundExpectedDice)))];
    }
}
