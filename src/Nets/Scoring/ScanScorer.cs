using System.Collections.Immutable;
using ActiveSeg.Nets.Networks;
using ActiveSeg.Nets.Plans;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Nets.Scoring;

/// <summary>Runs networks over one scan and sums up what they say.</summary>
/// <remarks>Memory: 4 bytes for each voxel at the plan's spacing, class and pass at work, and a window's worth of tensors.</remarks>
internal sealed class ScanScorer(ImmutableArray<FoldedUNet> nets, NetPlan plan, StructureSchema structures, ScoringOptions options)
{
    public ScanScore Score(string scan, Volume volume, CancellationToken token)
    {
        ScanChecks.RequireFinite(scan, volume);
        var stack = CanonicalStack.Of(volume, plan);
        var runner = new StackRunner(stack, plan, structures.Classes, options.Dropout);
        var mean = new float[structures.Classes * stack.Values.Length];
        var (embedding, gradient) = (new double[plan.Widths[^1]], Array.Empty<float>());
        var passes = options.PassesOf(plan, nets.Length);
        foreach (var pass in passes)
        {
            var (probabilities, pooled, product) = runner.Run(nets[pass.Member], pass, token);
            for (var i = 0; i < mean.Length; i++)
            {
                mean[i] += probabilities[i] / passes.Length;
            }

            if (pass == passes[0])
            {
                (embedding, gradient) = (pooled, product);
            }
        }

        var maps = new ScanMaps(stack.Slices, stack.Rows, stack.Columns, structures.Classes);
        maps.Record(mean);
        var labels = LabelsOf(stack, mean, maps.Classes, volume.Voxels.Length);
        var (signals, entropies) = maps.Summarise(options.ReachMm, stack.SpacingMm(plan));
        return new ScanScore(
            new LabelMap(volume.Grid, labels),
            [.. embedding.Select(v => (float)v)],
            signals,
            StructureScores(labels, volume.Grid.VoxelVolumeMm3, entropies));
    }

    /// <summary>The likeliest structure of each of the scan's own voxels.</summary>
    private byte[] LabelsOf(CanonicalStack stack, float[] mean, byte[] classes, int voxels)
    {
        var (view, labels) = (stack.View, new byte[voxels]);
        var (size, slice) = (view.Rows * view.Columns, new byte[view.Rows * view.Columns]);
        byte[] labelOf = [0, .. structures.Structures.Select(s => s.Label)];
        Func<int, float[]>[] restored = stack.IsNative ? [] : [.. Enumerable.Range(0, structures.Classes).Select(c =>
            stack.Restore(mean.AsMemory(c * stack.Values.Length, stack.Values.Length), plan))];
        for (var s = 0; s < view.Slices; s++)
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

        return labels;
    }

    private ImmutableArray<StructureScore> StructureScores(byte[] labels, double voxelMm3, ImmutableArray<double> entropies)
    {
        var counts = new long[256];
        foreach (var label in labels)
        {
            counts[label]++;
        }

        return [.. structures.Structures.Select((s, i) => new StructureScore(s.Name, counts[s.Label] * voxelMm3, entropies[i]))];
    }
}
