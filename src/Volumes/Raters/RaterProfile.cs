using System.Collections.Immutable;

namespace ActiveSeg.Volumes.Raters;

/// <summary>Known habits of a simulated rater.</summary>
/// <param name="Name">Says that the rater is simulated.</param>
/// <param name="BiasMm">Mean displacement of contours; above 0 draws too large. Units: mm.</param>
/// <param name="NoiseMm">Standard deviation of the local displacement of contours. Units: mm.</param>
/// <param name="CorrelationMm">Length along a contour over which the displacement stays alike. Units: mm.</param>
/// <param name="ShiftMm">Standard deviation, along each axis of the slice, of a displacement of the whole read. Units: mm.</param>
/// <param name="MissedSliceRate">Chance that the first, and that the last, slice of a connected part is left out. 0 to 1.</param>
/// <param name="MissedPartRate">Chance that a connected part below a quarter of its structure is left out. 0 to 1.</param>
/// <param name="FullEffectRadiusMm">Structures thinner than this are displaced in proportion less, since a person is as
/// exact in proportion to what is drawn. The radius is twice the area by the perimeter. Units: mm. Default: 6.</param>
public sealed record RaterProfile(
    string Name,
    double BiasMm,
    double NoiseMm,
    double CorrelationMm = 9,
    double ShiftMm = .15,
    double MissedSliceRate = 0,
    double MissedPartRate = 0,
    double FullEffectRadiusMm = 6)
{
    /// <summary>Four simulated raters: even, generous, tight and hasty.</summary>
    /// <remarks>The first three make a panel whose biases nearly cancel.</remarks>
    public static ImmutableArray<RaterProfile> Panel { get; } =
    [
        new("simulated-even", .02, .45, 9, .15, .010, 0),
        new("simulated-generous", .38, .45, 11, .20, .005, 0),
        new("simulated-tight", -.34, .40, 8, .15, .030, .002),
        new("simulated-hasty", .08, .65, 6, .25, .050, .010),
    ];
}
