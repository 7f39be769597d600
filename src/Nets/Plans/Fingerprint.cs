using System.Collections.Immutable;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Nets.Plans;

/// <summary>What scans have in common; the input of planning.</summary>
/// <param name="Scans">Number of scans.</param>
/// <param name="MedianSpacingMm">Along the patient axes. Units: mm.</param>
/// <param name="MedianExtentMm">Along the patient axes. Units: mm.</param>
/// <param name="MedianForegroundMm">Bounding box of all structures, over scans that have any. Units: mm.</param>
/// <param name="Intensity">Medians over scans of <see cref="ScanFingerprint.Intensity"/>.</param>
/// <param name="ClassVoxels">Sums over scans; empty without masks. Shape: <c>[Classes]</c>.</param>
public sealed record Fingerprint(
    int Scans,
    VectorMm MedianSpacingMm,
    VectorMm MedianExtentMm,
    VectorMm MedianForegroundMm,
    ImmutableArray<double> Intensity,
    ImmutableArray<long> ClassVoxels)
{
    /// <summary>Largest median spacing over the second largest; 1 for cubes and for thin pixels of thick columns.</summary>
    public double Anisotropy
    {
        get
        {
            double[] spacings = [MedianSpacingMm.X, MedianSpacingMm.Y, MedianSpacingMm.Z];
            Array.Sort(spacings);
            return spacings[2] / spacings[1];
        }
    }

    /// <summary>Combines scans; their order does not matter.</summary>
    /// <exception cref="ArgumentException">There are no scans.</exception>
    public static Fingerprint Of(IReadOnlyCollection<ScanFingerprint> scans)
    {
        ArgumentNullException.ThrowIfNull(scans);
        if (scans.Count == 0)
        {
            throw new ArgumentException("a fingerprint needs at least one scan", nameof(scans));
        }

        var first = scans.First();
        var withForeground = scans.Where(s => s.ForegroundMm != default).ToList();
        return new Fingerprint(
            scans.Count,
            MedianVector(scans, s => s.SpacingMm),
            MedianVector(scans, s => s.ExtentMm),
            withForeground.Count == 0 ? default : MedianVector(withForeground, s => s.ForegroundMm),
            [.. first.Intensity.Select((_, i) => Median(scans.Select(s => s.Intensity[i])))],
            [.. first.ClassVoxels.Select((_, c) => scans.Sum(s => s.ClassVoxels[c]))]);
    }

    private static VectorMm MedianVector(IReadOnlyCollection<ScanFingerprint> scans, Func<ScanFingerprint, VectorMm> of) =>
        new(Median(scans.Select(s => of(s).X)), Median(scans.Select(s => of(s).Y)), Median(scans.Select(s => of(s).Z)));

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[(sorted.Length - 1) / 2];
    }
}
