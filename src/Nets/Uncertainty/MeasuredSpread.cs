using System.Collections.Immutable;

namespace ActiveSeg.Nets.Uncertainty;

/// <summary>How far the passes disagree on a structure's size.</summary>
/// <remarks>
/// <para>Deviations are of the sample (divided by passes - 1), 0 for one pass. A slice shows the structure when any pass does.</para>
/// <para>All numbers are 0 when no pass shows the structure.</para>
/// </remarks>
/// <param name="MeanSdMm2">Deviation of the cross-sectional area, averaged over the slices that show the structure. Units: mm².</param>
/// <param name="MaxSdMm2">The largest deviation of any slice. Units: mm².</param>
/// <param name="MedianAreaMm2">Median over the slices that show the structure of the area's mean over the passes. Units: mm².</param>
/// <param name="MeanVolumeMm3">Units: mm³.</param>
/// <param name="VolumeSdMm3">Units: mm³.</param>
/// <param name="SliceAreasMm2">Mean area of every slice along the axis. Units: mm².</param>
/// <param name="SliceSdsMm2">Deviation of every slice along the axis. Units: mm².</param>
public sealed record MeasuredSpread(
    double MeanSdMm2,
    double MaxSdMm2,
    double MedianAreaMm2,
    double MeanVolumeMm3,
    double VolumeSdMm3,
    ImmutableArray<double> SliceAreasMm2,
    ImmutableArray<double> SliceSdsMm2)
{
    /// <summary>Mean deviation over median area.</summary>
    public double RelativeAreaSd => MedianAreaMm2 > 0 ? MeanSdMm2 / MedianAreaMm2 : 0;

    /// <summary>Deviation of the volume over its mean.</summary>
    public double RelativeVolumeSd => MeanVolumeMm3 > 0 ? VolumeSdMm3 / MeanVolumeMm3 : 0;
}
