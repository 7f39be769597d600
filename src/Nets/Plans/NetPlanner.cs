using System.Collections.Immutable;

namespace ActiveSeg.Nets.Plans;

/// <summary>Derives a plan from a fingerprint.</summary>
/// <remarks>
/// <para>Slice axis: the patient axis of the coarsest median spacing when it is at least 1.3 times the next; otherwise (about
/// isotropic) the axis of the shortest median extent, which gives the fewest and largest slices. Ties within 2 % go to
/// sagittal, then coronal, then axial.</para>
/// <para>Dimensions: 3 below that ratio where at least four levels fit; otherwise slice by slice with neighbours as channels, and without
/// them for single slices. As many levels fit as leave four voxels a side to the deepest map.</para>
/// <para>In-plane spacing: the medians, both coarsened alike until the median slice fits the pixel limit. Normalisation is
/// shared when the data look like Hounsfield units (median minimum below -500), else per scan.</para>
/// </remarks>
public static class NetPlanner
{
    private const double AnisotropyThreshold = 1.3;
    private const double HounsfieldMinimum = -500;
    private const double MinDeepest = 4;
    private const int MinVolumetricLevels = 4;

    /// <summary>Makes a plan; the same fingerprint gives the same plan.</summary>
    public static NetPlan Plan(Fingerprint fingerprint, PlanOptions options)
    {
        ArgumentNullException.ThrowIfNull(fingerprint);
        ArgumentNullException.ThrowIfNull(options);
        double[] spacing = [fingerprint.MedianSpacingMm.X, fingerprint.MedianSpacingMm.Y, fingerprint.MedianSpacingMm.Z];
        double[] extent = [fingerprint.MedianExtentMm.X, fingerprint.MedianExtentMm.Y, fingerprint.MedianExtentMm.Z];
        var axis = options.SliceAxis ?? (PatientAxis)(fingerprint.Anisotropy >= AnisotropyThreshold
            ? Array.IndexOf(spacing, spacing.Max())
            : Array.FindIndex(extent, e => e <= extent.Min() * 1.02));
        var (row, column) = axis switch
        {
            PatientAxis.LeftRight => (2, 1),
            PatientAxis.AnteroPosterior => (2, 0),
            _ => (1, 0),
        };
        var pixels = extent[row] / spacing[row] * (extent[column] / spacing[column]);
        var coarser = Math.Max(1, Math.Sqrt(pixels / options.MaxSlicePixels));
        var (rowMm, columnMm) = (spacing[row] * coarser, spacing[column] * coarser);

        var slices = extent[(int)axis] / spacing[(int)axis];
        double[] sizes = [slices, extent[row] / rowMm, extent[column] / columnMm];
        var isDeepEnough = LevelsFor(sizes, 0, true, options.Widths.Length) >= Math.Min(MinVolumetricLevels, options.Widths.Length);
        var isVolumetric = (options.Dimensions ?? (fingerprint.Anisotropy < AnisotropyThreshold && isDeepEnough ? 3 : 2)) == 3 && slices >= 1.5;
        var flat = isVolumetric ? FlatLevelsFor(spacing[(int)axis] / Math.Min(rowMm, columnMm), options.Widths.Length) : 0;
        var widths = options.Widths[..LevelsFor(sizes, flat, isVolumetric, options.Widths.Length)];
        var (step, sliceStep) = (1 << (widths.Length - 1), 1 << Math.Max(0, widths.Length - 1 - flat));
        var most = isVolumetric ? options.MaxPatchVoxels : options.MaxPatchPixels;
        var shrink = isVolumetric
            ? Math.Min(1, Math.Cbrt(most / (sizes[0] * sizes[1] * sizes[2])))
            : Math.Min(1, Math.Sqrt(most / (sizes[1] * sizes[2])));
        var (patchRows, patchColumns) = (Side(sizes[1] * shrink, step), Side(sizes[2] * shrink, step));
        var patchSlices = isVolumetric ? Side(sizes[0] * shrink, sliceStep) : 1;
        var stepPixels = Math.Min(options.StepPixels, options.MemoryBytes / BytesPerPixel(widths, isVolumetric));
        var shared = fingerprint.Intensity[0] < HounsfieldMinimum;
        return new NetPlan(
            axis,
            spacing[(int)axis],
            rowMm,
            columnMm,
            patchRows,
            patchColumns,
            (int)Math.Clamp(stepPixels / (patchSlices * patchRows * patchColumns), 2, 32),
            widths,
            shared ? Normalisation.Shared : Normalisation.PerScan,
            SharedLow: shared ? fingerprint.Intensity[1] : 0,
            SharedHigh: shared ? fingerprint.Intensity[3] : 1,
            SharedMean: shared ? fingerprint.Intensity[4] : 0,
            SharedDeviation: shared ? Math.Max(fingerprint.Intensity[5], 1e-6) : 1,
            Dimensions: isVolumetric ? 3 : 2,
            InputSlices: isVolumetric || slices < 1.5 ? 1 : options.InputSlices,
            PatchSlices: patchSlices,
            FlatLevels: flat,
            SupervisedLevels: Math.Min(options.SupervisedLevels, widths.Length - 2));
    }

    /// <summary>Levels until pixels are at least half as long as slices are apart; the last one always has slices.</summary>
    private static int FlatLevelsFor(double ratio, int levels) =>
        Math.Clamp((int)Math.Ceiling(Math.Log2(Math.Max(ratio, 2) / 2) - 1e-9), 0, levels - 1);

    /// <summary>As many levels as leave four voxels along every pooled axis, at least two.</summary>
    private static int LevelsFor(double[] sizes, int flat, bool isVolumetric, int most)
    {
        var levels = 2;
        while (levels < most && Math.Min(sizes[1], sizes[2]) / (1 << levels) >= MinDeepest
            && (!isVolumetric || sizes[0] / (1 << Math.Max(0, levels - flat)) >= MinDeepest))
        {
            levels++;
        }

        return levels;
    }

    /// <summary>Memory that training takes for a pixel of input, about: a dozen maps of every level and their gradients.</summary>
    private static long BytesPerPixel(ImmutableArray<int> widths, bool isVolumetric) =>
        (long)widths.Select((w, level) => 24.0 * sizeof(float) * w / Math.Pow(isVolumetric ? 8 : 4, level)).Sum();

    private static int Side(double pixels, int step) => Math.Max(2, (int)Math.Ceiling((pixels / step) - 0.25)) * step;
}
