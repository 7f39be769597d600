namespace ActiveSeg.Volumes.Phantoms;

/// <summary>One disc level of a synthetic patient, with the true areas of its canal and foramina.</summary>
/// <param name="Name">Vertebra above and below, such as <c>L4-L5</c>.</param>
/// <param name="DiscHeightMm">Mean height of the disc.</param>
/// <param name="Degeneration">0 (bright, full height) to 1 (dark, collapsed).</param>
/// <param name="BulgeMm">How far the disc's posterior edge stands behind the vertebrae.</param>
/// <param name="SlipMm">How far the vertebra above stands in front of the one below.</param>
/// <param name="StenosisGrade">0 (none) to 3 (severe); area classes above 130, 100 to 130, 75 to 100 and below 75 mm².</param>
/// <param name="CanalAreaMm2">Area of the thecal sac in the plane of the disc.</param>
/// <param name="ForamenGradeLeft">0 (none) to 3 (severe).</param>
/// <param name="ForamenGradeRight">0 (none) to 3 (severe).</param>
/// <param name="ForamenAreaLeftMm2">Area of the left foramen in the sagittal plane through its middle.</param>
/// <param name="ForamenAreaRightMm2">Area of the right foramen in the sagittal plane through its middle.</param>
/// <remarks>Source: area classes after Bolender 1985 and Schoenstroem 1985; normal areas after controls of a study of
/// 265 persons (dural sac 151.7 ± 53.6 mm² at L4-L5, Medicine 2017).</remarks>
public sealed record PhantomLevel(
    string Name,
    double DiscHeightMm,
    double Degeneration,
    double BulgeMm,
    double SlipMm,
    int StenosisGrade,
    double CanalAreaMm2,
    int ForamenGradeLeft,
    int ForamenGradeRight,
    double ForamenAreaLeftMm2,
    double ForamenAreaRightMm2);
