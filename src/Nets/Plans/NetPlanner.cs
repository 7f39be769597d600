namespace ActiveSeg.Nets.Plans;

/// <summary>Derives a plan from a fingerprint.</summary>
/// <remarks>
/// <para>Slice axis: the patient axis of the coarsest median spacing when it is at least 1.3 times the next; otherwise (about
/// isotropic) the axis of the shortest median extent, which gives the fewest and largest slices. Ties within 2 % go to
/// sagittal, then coronal, then axial.</para>
/// <para>In-plane spacing: the medians, both coarsened alike until the median slice fits the pixel limit. Normalisation is
/// shared when the data look like Hounsfield units (median minimum below -500), else per scan.</para>
/// </remarks>
public static class NetPlanner
{
    private const double AnisotropyThreshold = 1.3;
    private const double HounsfieldMinimum = -500;

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

        var step = 1 << (options.Widths.Length - 1);
        var (rows, columns) = (extent[row] / rowMm, extent[column] / columnMm);
        var shrink = Math.Min(1, Math.Sqrt(options.MaxPatchPixels / (rows * columns)));
        var (patchRows, patchColumns) = (Side(rows * shrink, step), Side(columns * shrink, step));
        var shared = fingerprint.Intensity[0] < HounsfieldMinimum;
        return new NetPlan(
            axis,
            spacing[(int)axis],
            rowMm,
            columnMm,
            patchRows,
            patchColumns,
            Math.Clamp(options.StepPixels / (patchRows * patchColumns), 2, 32),
            options.Widths,
            shared ? Normalisation.Shared : Normalisation.PerScan,
            SharedLow: shared ? fingerprint.Intensity[1] : 0,
            SharedHigh: shared ? fingerprint.Intensity[3] : 1,
            SharedMean: shared ? fingerprint.Intensity[4] : 0,
            SharedDeviation: shared ? Math.Max(fingerprint.Intensity[5], 1e-6) : 1);
    }

    private static int Side(double pixels, int step) => Math.Max(2, (int)Math.Ceiling((pixels / step) - 0.25)) * step;
}
