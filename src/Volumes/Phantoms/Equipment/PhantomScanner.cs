using System.Collections.Immutable;

namespace ActiveSeg.Volumes.Phantoms.Equipment;

/// <summary>A synthetic scanner and its visible effects on an image.</summary>
/// <param name="Name">Value of the stratum, such as <c>A-1.5T</c>.</param>
/// <param name="Manufacturer">Synthetic maker.</param>
/// <param name="ModelName">Synthetic model.</param>
/// <param name="FieldTesla">Field strength.</param>
/// <param name="Share">Fraction of the cohort's scans.</param>
/// <param name="NoiseSd">Rician noise relative to the signal of cerebrospinal fluid.</param>
/// <param name="BlurVoxels">Width of an edge in voxels.</param>
/// <param name="SpacingFactor">In-plane voxel size relative to the first scanner's.</param>
/// <param name="Gain">Image units for the signal of cerebrospinal fluid.</param>
/// <param name="Gamma">Exponent on the signal; above 1 darkens fat and muscle.</param>
/// <param name="Shading">Amplitude of the receive field's inhomogeneity.</param>
public sealed record PhantomScanner(
    string Name,
    string Manufacturer,
    string ModelName,
    double FieldTesla,
    double Share,
    double NoiseSd,
    double BlurVoxels,
    double SpacingFactor,
    double Gain,
    double Gamma,
    double Shading)
{
    /// <summary>Five scanners of three makers; <c>C-1.5T</c> is rare on purpose.</summary>
    public static ImmutableArray<PhantomScanner> All { get; } =
    [
        new("A-1.5T", "Phantom Maker A", "Phantom A 1.5T", 1.5, .36, .055, 1.2, 1.00, 900, 1.00, .22),
        new("A-3T", "Phantom Maker A", "Phantom A 3T", 3.0, .22, .036, 1.1, .95, 1150, 1.08, .40),
        new("B-1.5T", "Phantom Maker B", "Phantom B 1.5T", 1.5, .21, .064, 1.4, 1.04, 520, .86, .28),
        new("B-3T", "Phantom Maker B", "Phantom B 3T", 3.0, .15, .042, 1.3, .97, 640, .92, .45),
        new("C-1.5T", "Phantom Maker C", "Phantom C 1.5T", 1.5, .06, .105, 1.9, 1.10, 260, 1.30, .35),
    ];
}
