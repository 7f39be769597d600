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
            maps.Record(Array(probabilities), first);
            if (toRows is null && toColumns is null)
            {
                Place(maps.Classes.AsSpan(first * stack.Rows * stack.Columns), stack.View, first, count, labels);
                continue;
            }

            var native = toRows is null ? probabilities : toRows.matmul(probabilities);
            native = toColumns is null ? native : native.matmul(toColumns.t());
            Place(Likeliest(Array(native), structures.Classes, stack.View.Rows * stack.View.Columns), stack.View, first, count, labels);
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
        var values = Array(pooled);
        for (var i = 0; i < values.Length; i++)
        {
            embedding[i % embedding.Length] += values[i] / slices;
        }
    }

    /// <summary>Weights from plan rows (or columns) back to the scan's own; none when they are the same.</summary>
    private static Tensor? Matrix(int native, double nativeMm, int planned, double plannedMm, AxisTaps taps) =>
        taps.IsIdentity ? null : tensor(AxisTaps.Between(planned, plannedMm, native, nativeMm).ToMatrix(), [native, planned]);

    private static float[] Array(Tensor tensor) => tensor.contiguous().data<float>().ToArray();

    private static byte[] Likeliest(float[] probabilities, int classes, int size)
    {
        var likeliest = new byte[probabilities.Length / classes];
        for (var i = 0; i < likeliest.Length; i++)
        {
            var at = ((i / size) * classes * size) + (i % size);
            for (var c = 1; c < classes; c++)
            {
                if (probabilities[at + (c * size)] > probabilities[at + (likeliest[i] * size)])
                {
                    likeliest[i] = (byte)c;
                }
            }
        }

        return likeliest;
    }

    private void Place(ReadOnlySpan<byte> classes, CanonicalView view, int first, int count, byte[] labels)
    {
        var size = view.Rows * view.Columns;
        var slice = new byte[size];
        for (var s = 0; s < count; s++)
        {
            for (var i = 0; i < size; i++)
            {
                var c = classes[(s * size) + i];
                slice[i] = c == 0 ? (byte)0 : structures.Structures[c - 1].Label;
            }

            view.ScatterSlice<byte>(slice, first + s, labels);
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
