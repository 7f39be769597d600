using System.Collections.Immutable;

namespace ActiveSeg.Volumes.Phantoms.Equipment;

/// <summary>A synthetic pulse sequence and its visible effects on an image.</summary>
/// <param name="Name">Value of the stratum, such as <c>t2_tse</c>.</param>
/// <param name="ProtocolName">Text for an image header.</param>
/// <param name="RepetitionTimeMs">For an image header.</param>
/// <param name="EchoTimeMs">For an image header.</param>
/// <param name="FatSuppressed">Whether fat is dark.</param>
/// <param name="Share">Fraction of the cohort's scans.</param>
/// <param name="SliceSpacingMm">Distance between slice centres of a sagittal stack.</param>
/// <param name="SliceThicknessMm">Thickness that is averaged over.</param>
/// <param name="SmallSlices">Slices of a small stack.</param>
public sealed record PhantomProtocol(
    string Name,
    string ProtocolName,
    double RepetitionTimeMs,
    double EchoTimeMs,
    bool FatSuppressed,
    double Share,
    double SliceSpacingMm,
    double SliceThicknessMm,
    int SmallSlices)
{
    /// <summary>Three sequences; <c>t2_fatsat</c> is rare on purpose.</summary>
    public static ImmutableArray<PhantomProtocol> All { get; } =
    [
        new("t2_tse", "PHANTOM T2 TSE", 3500, 100, false, .70, 4.4, 4.0, 11),
        new("t2_space", "PHANTOM T2 SPACE", 1500, 130, false, .24, 3.6, 3.6, 13),
        new("t2_fatsat", "PHANTOM T2 TSE FS", 4200, 90, true, .06, 4.4, 4.0, 11),
    ];
}
