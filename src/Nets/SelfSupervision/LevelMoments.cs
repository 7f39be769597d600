using System.Collections.Immutable;
using ActiveSeg.Nets.Networks;
using static TorchSharp.torch;

namespace ActiveSeg.Nets.SelfSupervision;

/// <summary>Means and standard deviations of every channel of every level, summed up window by window.</summary>
internal sealed class LevelMoments(ImmutableArray<int> widths)
{
    private readonly double[][] _sums = [.. widths.Select(w => new double[w])];
    private readonly double[][] _squares = [.. widths.Select(w => new double[w])];
    private readonly double[] _voxels = new double[widths.Length];

    /// <param name="maps">Finest level first. Shapes: <c>[n, channels, …]</c>.</param>
    public void Add(Tensor[] maps)
    {
        using var grad = no_grad();
        for (var level = 0; level < maps.Length; level++)
        {
            var all = SpatialOperations.Axes(maps[level]).AllButChannels;
            var voxels = maps[level].NumberOfElements / (double)widths[level];
            var mean = maps[level].mean(all);
            var spread = (maps[level] - mean.reshape([1, -1, .. Enumerable.Repeat(1L, all.Length - 1)])).square().mean(all);
            var (means, spreads) = (mean.cpu().data<float>().ToArray(), spread.cpu().data<float>().ToArray());
            for (var c = 0; c < means.Length; c++)
            {
                _sums[level][c] += voxels * means[c];
                _squares[level][c] += voxels * (spreads[c] + ((double)means[c] * means[c]));
            }

            _voxels[level] += voxels;
        }
    }

    /// <summary>For every level its means, then its deviations.</summary>
    public float[] ToArray()
    {
        var numbers = new List<float>(2 * widths.Sum());
        for (var level = 0; level < widths.Length; level++)
        {
            var (sums, squares, voxels) = (_sums[level], _squares[level], _voxels[level]);
            numbers.AddRange(sums.Select(s => (float)(s / voxels)));
            numbers.AddRange(sums.Zip(squares, (s, q) => (float)Math.Sqrt(Math.Max(0, (q / voxels) - (s / voxels * (s / voxels))))));
        }

        return [.. numbers];
    }
}
