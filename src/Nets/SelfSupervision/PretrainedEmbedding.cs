using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Native;
using ActiveSeg.Nets.Networks;
using ActiveSeg.Nets.Plans;
using ActiveSeg.Nets.Scoring;
using ActiveSeg.Volumes.Grids;
using static TorchSharp.torch;

namespace ActiveSeg.Nets.SelfSupervision;

/// <summary>Describes scans by a pre-trained network, before any label exists.</summary>
/// <remarks>
/// <para>Shapes: for every level of the encoder, finest first, the means of its maps over the scan, then their standard deviations:
/// <see cref="Width"/> numbers.</para>
/// <para>Range: finite; scales differ, so standardise each number over the pool before measuring distances. Deterministic for equal
/// threads. A volume stored permuted or flipped gives the same numbers. Threading: one call at a time.</para>
/// </remarks>
public sealed class PretrainedEmbedding : IDisposable
{
    private const int VoxelsAtOnce = 1 << 18;
    private const int MostSide = 1024;
    private const int MostVolumeSide = 96;
    private readonly NetPlan _plan;
    private readonly int _threads;
    private readonly FoldedUNet _net;

    /// <summary>Makes weights ready for describing.</summary>
    /// <param name="weights">What to describe with.</param>
    /// <param name="threads">Threads of tensor operations. Default: 2.</param>
    /// <exception cref="NativeLibraryException">The tensor library cannot be used.</exception>
    public PretrainedEmbedding(PretrainedWeights weights, int threads = 2)
    {
        ArgumentNullException.ThrowIfNull(weights);
        LibTorch.UseThreads(threads);
        (_plan, _threads) = (weights.Plan, threads);
        using var net = weights.ToNetwork(PretrainedWeights.LayoutOf(_plan), seed: 0, withGradient: false);
        _net = new FoldedUNet(net, halfPrecision: false);
    }

    /// <summary>Numbers in an embedding: twice the channels of all levels.</summary>
    public int Width => 2 * _plan.Widths.Sum();

    /// <summary>Describes one scan.</summary>
    /// <param name="scan">The caller's name of the scan, for errors.</param>
    /// <param name="volume">The scan.</param>
    /// <param name="token">Checked between groups of slices.</param>
    /// <exception cref="InvalidScanException">A voxel is not finite.</exception>
    public float[] Of(string scan, Volume volume, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(volume);
        ScanChecks.RequireFinite(scan, volume);
        LibTorch.UseThreads(_threads);
        var stack = CanonicalStack.Of(volume, _plan);
        var most = _plan.Dimensions == 3 ? MostVolumeSide : MostSide;
        var rows = new SlidingWindow(stack.Rows, _plan.Step, most / _plan.Step * _plan.Step);
        var columns = new SlidingWindow(stack.Columns, _plan.Step, most / _plan.Step * _plan.Step);
        var slices = SlicesOf(stack, Math.Clamp(VoxelsAtOnce / (rows.Length * columns.Length), 1, 64), most);
        var moments = new LevelMoments(_plan.Widths);
        foreach (var (first, count) in slices)
        {
            foreach (var row in rows.Starts)
            {
                foreach (var column in columns.Starts)
                {
                    token.ThrowIfCancellationRequested();
                    using var tensors = NewDisposeScope();
                    var window = WindowInput.Of(stack, _plan, (first, row, column), (count, rows.Length, columns.Length));
                    moments.Add(_net.Encode(SpatialOperations.Input(window, _plan, 1, count, rows.Length, columns.Length)));
                }
            }
        }

        return moments.ToArray();
    }

    /// <summary>First slice and number of slices of each window; in two dimensions windows do not overlap.</summary>
    private IEnumerable<(int First, int Count)> SlicesOf(CanonicalStack stack, int atOnce, int most)
    {
        if (_plan.Dimensions == 2)
        {
            return Enumerable.Range(0, (stack.Slices + atOnce - 1) / atOnce).Select(i => (i * atOnce, Math.Min(atOnce, stack.Slices - (i * atOnce))));
        }

        var windows = new SlidingWindow(stack.Slices, _plan.SliceStep, most / _plan.SliceStep * _plan.SliceStep);
        return windows.Starts.Select(start => (start, windows.Length));
    }

    /// <inheritdoc />
    public void Dispose() => _net.Dispose();
}
