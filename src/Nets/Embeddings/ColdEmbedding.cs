using ActiveSeg.Nets.Plans;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Nets.Embeddings;

/// <summary>256 statistics of a scan's intensities, texture and coarse layout, for use before any label exists.</summary>
/// <remarks>
/// <para>Shapes: 48 histogram bins of intensity between percentiles 1 and 99; 32 histogram bins of gradient magnitude; mean
/// absolute gradient and its deviation along the patient axes (6); autocorrelation at 1, 2, 4 and 8 voxels along them (12);
/// histogram of local standard deviation (16); bounding box of bright tissue (6); spacing and extent as logarithms
/// (6); skewness and kurtosis (2); mean and deviation of each cell of a 4 x 4 x 4 layout (128).</para>
/// <para>Range: finite; most lie from 0 to 1 but scales differ, so standardise each number over the pool before measuring
/// distances. Deterministic. A volume stored permuted or flipped gives the same numbers. Cost: about 40 ns a voxel.</para>
/// </remarks>
public static class ColdEmbedding
{
    /// <summary>Numbers in an embedding.</summary>
    public const int Width = 256;

    /// <summary>Describes one scan.</summary>
    /// <param name="scan">The caller's name of the scan, for errors.</param>
    /// <param name="volume">The scan.</param>
    /// <exception cref="InvalidScanException">A voxel is not finite.</exception>
    public static float[] Of(string scan, Volume volume)
    {
        ArgumentNullException.ThrowIfNull(volume);
        ScanChecks.RequireFinite(scan, volume);
        var view = CanonicalView.Of(volume.Grid, PatientAxis.HeadFoot);
        var values = view.Gather(volume.Voxels);
        var sorted = IntensityScale.SortedSample(values);
        var (low, high) = (IntensityScale.Percentile(sorted, 0.01), IntensityScale.Percentile(sorted, 0.99));
        if (!(high > low))
        {
            (low, high) = (sorted[0], Math.Max(sorted[^1], sorted[0] + 1));
        }

        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (Math.Clamp(values[i], low, high) - low) / (high - low);
        }

        var block = new StatisticsBlock(view, values);
        float[] embedding =
        [
            .. block.IntensityHistogram(48), .. block.GradientHistogram(32), .. block.AxisGradients(), .. block.Autocorrelations(),
            .. block.LocalDeviationHistogram(16), .. block.BrightBox(), .. block.Geometry(), .. block.Moments(), .. block.Layout(4),
        ];
        return embedding.Length == Width && embedding.All(float.IsFinite)
            ? embedding
            : throw new InvalidOperationException($"scan {scan}: the embedding has {embedding.Length} numbers, or one is not finite");
    }
}
