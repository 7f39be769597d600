using System.Numerics;
using ActiveSeg.Nets.Networks;
using ActiveSeg.Nets.Plans;
using static TorchSharp.torch;

namespace ActiveSeg.Nets.Scoring;

/// <summary>Runs a network over a stack, window by window.</summary>
/// <remarks>Shapes: probabilities <c>[classes, Slices, Rows, Columns]</c>, columns fastest. Memory: a window's tensors at a time, all
/// disposed of by the end. Windows never exceed about a million voxels, whatever the stack's size.</remarks>
internal sealed class StackRunner
{
    private const int VoxelsAtOnce = 1 << 18;
    private const int MostSide = 1024;
    private const int MostVolumeSide = 96;
    private readonly CanonicalStack _stack;
    private readonly NetPlan _plan;
    private readonly int _classes;
    private readonly long[] _numbers;
    private readonly double _dropout;
    private readonly int _threads;
    private readonly SlidingWindow _slices, _rows, _columns;

    public StackRunner(CanonicalStack stack, NetPlan plan, int classes, double dropout, int threads)
    {
        (_stack, _plan, _classes, _dropout, _threads) = (stack, plan, classes, dropout, threads);
        _numbers = [.. Enumerable.Range(0, classes).Select(c => (long)c)];
        var side = plan.Dimensions == 3 ? MostVolumeSide : MostSide;
        side = side / plan.Step * plan.Step;
        (_rows, _columns) = (new SlidingWindow(stack.Rows, plan.Step, side), new SlidingWindow(stack.Columns, plan.Step, side));
        _slices = plan.Dimensions == 3
            ? new SlidingWindow(stack.Slices, plan.SliceStep, side / plan.SliceStep * plan.SliceStep)
            : new SlidingWindow(stack.Slices, 1, stack.Slices);
    }

    /// <summary>Probabilities, the bottleneck's mean over space, and for the gradient embedding the mean product of what the likeliest
    /// class lacks of certainty with the last features. Shapes: <c>[classes * voxels]</c>, <c>[width]</c>, <c>[classes * features]</c>.</summary>
    public (float[] Probabilities, double[] Embedding, float[] Gradient) Run(FoldedUNet net, ScoringPass pass, CancellationToken token)
    {
        if (pass.DropoutSeed is { } seed)
        {
            random.manual_seed(seed);
        }

        var sums = new PassSums(_classes, _stack.Slices * _stack.Rows * _stack.Columns, _plan.Widths[^1], _plan.Widths[0]);
        var atOnce = _plan.Dimensions == 3 ? _slices.Length : Math.Clamp(VoxelsAtOnce / (_rows.Length * _columns.Length), 1, 64);
        int[] starts = _plan.Dimensions == 3
            ? _slices.Starts
            : [.. Enumerable.Range(0, (_stack.Slices + atOnce - 1) / atOnce).Select(i => i * atOnce)];
        foreach (var first in starts)
        {
            foreach (var row in _rows.Starts)
            {
                foreach (var column in _columns.Starts)
                {
                    token.ThrowIfCancellationRequested();
                    RunWindow(net, pass, (first, row, column), _plan.Dimensions == 3 ? atOnce : Math.Min(atOnce, _stack.Slices - first), sums);
                }
            }
        }

        if (_slices.Starts.Length * _rows.Starts.Length * _columns.Starts.Length > 1)
        {
            Normalise(sums.Probabilities);
        }

        return (sums.Probabilities, sums.Embedding.Select(v => v / sums.Windows).ToArray(), Array.ConvertAll(sums.Gradient, v => (float)(v / sums.Voxels)));
    }

    private void RunWindow(FoldedUNet net, ScoringPass pass, (int Slice, int Row, int Column) at, int count, PassSums sums)
    {
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        var x = SpatialOperations.Input(WindowInput.Of(_stack, _plan, at, (count, _rows.Length, _columns.Length)), _plan, 1, count, _rows.Length, _columns.Length);
        var (probabilities, features, embedding) = net.Run(Mirrored(x, pass, isInput: true), pass.DropoutSeed is null ? 0 : _dropout);
        sums.AddEmbedding(Numbers(embedding), weight: count);
        var (slices, rows, columns) = (Math.Min(count, _stack.Slices - at.Slice), Math.Min(_rows.Length, _stack.Rows - at.Row), Math.Min(_columns.Length, _stack.Columns - at.Column));
        var kept = Kept(Mirrored(probabilities, pass, isInput: false), slices, rows, columns);
        if (pass is { DropoutSeed: null, MirrorSlices: false, MirrorRows: false, MirrorColumns: false })
        {
            var isLikeliest = tensor(_numbers, device: kept.device).reshape(-1, 1, 1, 1).eq(kept.argmax(0, keepdim: true));
            var lack = isLikeliest.to_type(ScalarType.Float32).sub_(kept);
            var last = KeptFeatures(features.to_type(ScalarType.Float32), slices, rows, columns);
            sums.AddGradient(Numbers(lack.reshape(_classes, -1).matmul(last)), kept.shape[1] * rows * columns);
        }

        Place(Numbers(kept), at, (slices, rows, columns), sums.Probabilities);
    }

    /// <summary>Shape <c>[channels, slices, rows, columns]</c> without what was added at the ends.</summary>
    private static Tensor Kept(Tensor x, int slices, int rows, int columns)
    {
        var block = x.dim() == 5 ? x.squeeze(0) : x.permute(1, 0, 2, 3);
        return block.narrow(1, 0, slices).narrow(2, 0, rows).narrow(3, 0, columns).contiguous();
    }

    /// <summary>Shape <c>[voxels, channels]</c>, of the same voxels: as channels last in memory no copy is made unless something is cut off.</summary>
    private static Tensor KeptFeatures(Tensor x, int slices, int rows, int columns)
    {
        var block = x.dim() == 5 ? x.squeeze(0).permute(1, 2, 3, 0) : x.permute(0, 2, 3, 1);
        return block.narrow(0, 0, slices).narrow(1, 0, rows).narrow(2, 0, columns).reshape(-1, x.shape[1]);
    }

    /// <summary>In two dimensions mirrored slices exchange the neighbours, and the result stays where it is.</summary>
    private static Tensor Mirrored(Tensor x, ScoringPass pass, bool isInput)
    {
        var dims = new List<long>(3);
        if (pass.MirrorSlices && (x.dim() == 5 || isInput))
        {
            dims.Add(x.dim() == 5 ? 2 : 1);
        }

        if (pass.MirrorRows)
        {
            dims.Add(x.dim() - 2);
        }

        if (pass.MirrorColumns)
        {
            dims.Add(x.dim() - 1);
        }

        return dims.Count == 0 ? x : x.flip([.. dims]);
    }

    private void Place(float[] window, (int Slice, int Row, int Column) at, (int Slices, int Rows, int Columns) size, float[] sum) =>
        Pieces.ForEach(_classes * size.Slices, _threads, plane =>
        {
            var (c, s) = (plane / size.Slices, plane % size.Slices);
            var ofSlice = _plan.Dimensions == 3 ? _slices.Weights[s] : 1;
            for (var r = 0; r < size.Rows; r++)
            {
                var from = window.AsSpan(((plane * size.Rows) + r) * size.Columns, size.Columns);
                var to = sum.AsSpan((((((c * _stack.Slices) + at.Slice + s) * _stack.Rows) + at.Row + r) * _stack.Columns) + at.Column, size.Columns);
                AddWeighted(to, from, _columns.Weights, ofSlice * _rows.Weights[r]);
            }
        });

    private static void AddWeighted(Span<float> sum, ReadOnlySpan<float> values, ReadOnlySpan<float> weights, float weight)
    {
        var i = 0;
        for (var factor = new Vector<float>(weight); i <= sum.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            (new Vector<float>(sum[i..]) + (factor * new Vector<float>(weights[i..]) * new Vector<float>(values[i..]))).CopyTo(sum[i..]);
        }

        for (; i < sum.Length; i++)
        {
            sum[i] += weight * weights[i] * values[i];
        }
    }

    private void Normalise(float[] sums)
    {
        for (var at = 0; at < sums.Length;)
        {
            var (s, r) = (at / (_stack.Rows * _stack.Columns) % _stack.Slices, at / _stack.Columns % _stack.Rows);
            var weight = (_plan.Dimensions == 3 ? _slices.Sums[s] : 1) * _rows.Sums[r];
            for (var c = 0; c < _stack.Columns; c++)
            {
                sums[at++] /= weight * _columns.Sums[c];
            }
        }
    }

    private static float[] Numbers(Tensor tensor) => tensor.contiguous().cpu().data<float>().ToArray();

    /// <summary>What a pass adds up.</summary>
    private sealed class PassSums(int classes, int voxels, int width, int features)
    {
        public float[] Probabilities { get; } = new float[classes * voxels];

        public double[] Embedding { get; } = new double[width];

        public double[] Gradient { get; } = new double[classes * features];

        public double Windows { get; private set; }

        public double Voxels { get; private set; } = 1e-9;

        /// <param name="pooled">Shape <c>[n, width]</c>, one for each slice or one for a block.</param>
        /// <param name="weight">Slices in all.</param>
        public void AddEmbedding(float[] pooled, int weight)
        {
            var rows = pooled.Length / Embedding.Length;
            for (var i = 0; i < pooled.Length; i++)
            {
                Embedding[i % Embedding.Length] += pooled[i] * ((double)weight / rows);
            }

            Windows += weight;
        }

        public void AddGradient(float[] product, double voxels)
        {
            for (var i = 0; i < product.Length; i++)
            {
                Gradient[i] += product[i];
            }

            Voxels += voxels;
        }
    }
}
