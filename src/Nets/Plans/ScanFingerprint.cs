using System.Collections.Immutable;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Nets.Plans;

/// <summary>What planning needs to know of one scan.</summary>
/// <param name="SpacingMm">Along the patient axes. Units: mm.</param>
/// <param name="ExtentMm">Length covered along the patient axes. Units: mm.</param>
/// <param name="Intensity">Minimum, percentile 0.5, median, percentile 99.5, mean, standard deviation; in the scan's units.</param>
/// <param name="ClassVoxels">Voxels of each class, background first; empty without a mask. Shape: <c>[Classes]</c>.</param>
/// <param name="ForegroundMm">Bounding box of all structures along the patient axes; zero when there are none. Units: mm.</param>
public sealed record ScanFingerprint(
    VectorMm SpacingMm,
    VectorMm ExtentMm,
    ImmutableArray<double> Intensity,
    ImmutableArray<long> ClassVoxels,
    VectorMm ForegroundMm)
{
    /// <summary>Measures one scan that has no mask.</summary>
    /// <exception cref="InvalidScanException">A voxel is not finite.</exception>
    internal static ScanFingerprint Of(string id, Volume volume)
    {
        ScanChecks.RequireFinite(id, volume);
        var axes = CanonicalView.AxesOf(volume.Grid);
        return new ScanFingerprint(
            Spacing(axes), Extent(axes), IntensityScale.Summary(CanonicalView.Of(volume.Grid, PatientAxis.HeadFoot).Gather(volume.Voxels)), [], default);
    }

    /// <summary>Measures one scan and its mask.</summary>
    /// <exception cref="InvalidScanException">A voxel is not finite, the mask has another grid, or a label is not in the schema.</exception>
    internal static ScanFingerprint Of(string id, Volume volume, LabelMap labels, StructureSchema structures)
    {
        ScanChecks.RequireFinite(id, volume);
        var spacing = volume.Grid.Spacing;
        if (!(volume.Grid.CornerDistanceMm(labels.Grid) <= 0.5 * Math.Min(spacing.X, Math.Min(spacing.Y, spacing.Z))))
        {
            throw new InvalidScanException(id, $"the mask's grid ({labels.Grid.Size}) does not match the volume's ({volume.Grid.Size})");
        }

        var axes = CanonicalView.AxesOf(volume.Grid);
        var view = CanonicalView.Of(volume.Grid, PatientAxis.HeadFoot);
        var classOf = structures.ClassOfLabel();
        var counts = new long[structures.Classes];
        int[] low = [int.MaxValue, int.MaxValue, int.MaxValue], high = [-1, -1, -1];
        for (var s = 0; s < view.Slices; s++)
        {
            for (var r = 0; r < view.Rows; r++)
            {
                var from = view.First + (s * view.SliceStride) + (r * view.RowStride);
                for (var c = 0; c < view.Columns; c++, from += view.ColumnStride)
                {
                    var label = labels.Labels[from];
                    if (classOf[label] == byte.MaxValue)
                    {
                        throw new InvalidScanException(id, $"label {label} is not in the project's structures");
                    }

                    counts[classOf[label]]++;
                    if (label != 0)
                    {
                        (low[0], low[1], low[2]) = (Math.Min(low[0], c), Math.Min(low[1], r), Math.Min(low[2], s));
                        (high[0], high[1], high[2]) = (Math.Max(high[0], c), Math.Max(high[1], r), Math.Max(high[2], s));
                    }
                }
            }
        }

        return new ScanFingerprint(
            Spacing(axes),
            Extent(axes),
            IntensityScale.Summary(view.Gather(volume.Voxels)),
            [.. counts],
            high[0] < 0 ? default : new VectorMm(Length(0), Length(1), Length(2)));

        double Length(int p) => (high[p] - low[p] + 1) * axes[p].Mm;
    }

    private static VectorMm Spacing(CanonicalView.IndexAxis[] axes) => new(axes[0].Mm, axes[1].Mm, axes[2].Mm);

    private static VectorMm Extent(CanonicalView.IndexAxis[] axes) =>
        new(axes[0].Mm * axes[0].Size, axes[1].Mm * axes[1].Size, axes[2].Mm * axes[2].Size);
}
