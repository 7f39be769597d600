using System.Collections.Immutable;
using ActiveSeg.Nets.Networks;
using ActiveSeg.Nets.Plans;
using ActiveSeg.Volumes.Grids;
using static TorchSharp.torch;

namespace ActiveSeg.Nets.Scoring;

/// <summary>Runs a network over the slices of one scan.</summary>
/// <remarks>Memory: a few slices' worth of tensors at a time, all disposed of by the end.</remarks>
internal sealed class ScanScorer(FoldedUNet net, NetPlan plan, StructureSchema structures, ScoringOptions options)
{
    private const int PixelsAtOnce = 1 << 18;

    public ScanScore Score(string scan, Volume volume, CancellationToken token)
    {
        ScanChecks.RequireFinite(scan, volume);
        var stack = CanonicalStack.Of(volume, plan);
        var labels = new byte[volume.Voxels.Length];
        var maps = new ScanMaps(stack.Slices, stack.Rows, stack.Columns, structures.Classes);
        var embedding = new double[plan.Widths[^1]];
        var (rows, columns) = (Padded(stack.Rows), Padded(stack.Columns));
        var batch = Math.Clamp(PixelsAtOnce / (rows * columns), 1, 64);

        using var scope = NewDisposeScope();
        using var grad = no_grad();
        var (toRows, toColumns) = (Matrix(stack.View.Rows, stack.View.RowMm, stack.Rows, plan.RowSpacingMm, stack.RowTaps),
            Matrix(stack.View.Columns, stack.View.ColumnMm, stack.Columns, plan.ColumnSpacingMm, stack.ColumnTaps));
        for (var first = 0; first < stack.Slices; first += batch)
        {
            token.ThrowIfCancellationRequested();
            using var step = NewDisposeScope();
            var count = Math.Min(batch, stack.Slices - first);
            var x = tensor(Input(stack, first, count, rows, columns), [count, rows, columns, NetPlan.InputSlices]).permute(0, 3, 1, 2);
            var (padded, pooled) = net.Run(x);
            AddTo(embedding, pooled, stack.Slices);
            var probabilities = padded.narrow(2, 0, stack.Rows).narrow(3, 0, stack.Columns);
            Record(maps, probabilities, first);
            if (toRows is not null)
            {
                probabilities = toRows.matmul(probabilities);
            }

            if (toColumns is not null)
            {
                probabilities = probabilities.matmul(toColumns.t());
            }

            Place(probabilities, stack.View, first, count, labels);
        }

        var (signals, entropies) = maps.Summarise(options.ReachMm, stack.SpacingMm(plan));
        return new ScanScore(
            new LabelMap(volume.Grid, labels),
            [.. embedding.Select(v => (float)v)],
            signals,
            StructureScores(labels, volume.Grid.VoxelVolumeMm3, entropies));
    }

    private static float[] Input(CanonicalStack stack, int first, int count, int rows, int columns)
    {
        var input = new float[count * rows * columns * NetPlan.InputSlices];
        var at = 0;
        for (var s = first; s < first + count; s++)
        {
            var starts = Enumerable.Range(0, NetPlan.InputSlices)
                .Select(k => CanonicalStack.InputSlice(s, k, stack.Neighbour, stack.Slices) * stack.Rows * stack.Columns).ToArray();
            for (var r = 0; r < rows; r++)
            {
                var line = Math.Min(r, stack.Rows - 1) * stack.Columns;
                for (var c = 0; c < columns; c++)
                {
                    var within = line + Math.Min(c, stack.Columns - 1);
                    foreach (var start in starts)
                    {
                        input[at++] = stack.Values[start + within];
                    }
                }
            }
        }

        return input;
    }

    private static void AddTo(double[] embedding, Tensor pooled, int slices)
    {
        var values = pooled.contiguous().data<float>();
        for (var i = 0; i < values.Count; i++)
        {
            embedding[i % embedding.Length] += values[i] / slices;
        }
    }

    /// <summary>Weights from plan rows (or columns) back to the scan's own; none when they are the same.</summary>
    private static Tensor? Matrix(int native, double nativeMm, int planned, double plannedMm, AxisTaps taps) =>
        taps.IsIdentity ? null : tensor(AxisTaps.Between(planned, plannedMm, native, nativeMm).ToMatrix(), [native, planned]);

    private void Record(ScanMaps maps, Tensor probabilities, int first)
    {
        var at = first * (int)(probabilities.shape[2] * probabilities.shape[3]);
        Copy((probabilities * (probabilities + 1e-10f).log()).sum(1).neg().clamp_min(0), maps.Entropy, at);
        var (best, _) = probabilities.topk(2, 1);
        Copy(1 - (best.narrow(1, 0, 1) - best.narrow(1, 1, 1)), maps.Margin, at);
        Copy(probabilities.argmax(1).to_type(ScalarType.Byte), maps.Classes, at);
        for (var c = 1; c < structures.Classes; c++)
        {
            Copy((probabilities.narrow(1, c, 1) * 255).round().to_type(ScalarType.Byte), maps.Probabilities[c], at);
        }
    }

    private static void Copy<T>(Tensor from, T[] to, int at)
        where T : unmanaged => from.contiguous().data<T>().CopyTo(to, at);

    private void Place(Tensor probabilities, CanonicalView view, int first, int count, byte[] labels)
    {
        var classes = probabilities.argmax(1).to_type(ScalarType.Byte).contiguous().data<byte>().ToArray();
        for (var i = 0; i < classes.Length; i++)
        {
            classes[i] = classes[i] == 0 ? (byte)0 : structures.Structures[classes[i] - 1].Label;
        }

        var size = view.Rows * view.Columns;
        for (var s = 0; s < count; s++)
        {
            view.ScatterSlice<byte>(classes.AsSpan(s * size, size), first + s, labels);
        }
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

    private int Padded(int size) => (size + plan.Step - 1) / plan.Step * plan.Step;
}
