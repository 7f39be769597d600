namespace ActiveSeg.Volumes.Phantoms;

/// <summary>Latent build of a synthetic patient; the same in all scans of that patient.</summary>
/// <param name="Scale">Size relative to a body of 170 cm.</param>
/// <param name="Lordosis">Multiple of a mean lordosis of about 48° from L1 to S1.</param>
/// <param name="ScoliosisMm">Largest sideways deviation of the spine; positive to the patient's left at L2.</param>
/// <param name="SubcutaneousFatMm">Thickness behind the lumbar spine.</param>
/// <param name="MuscleFat">Fatty share of the paraspinal muscles, 0 to .6.</param>
/// <param name="ConusShiftMm">Height of the conus tip above the L1-L2 disc.</param>
/// <param name="MarrowFat">0 to 1; brightens marrow on T2.</param>
/// <param name="Transitional">A lumbarised S1 (well-formed S1-S2 disc) or sacralised L5 (rudimentary L5-S1 disc).</param>
/// <param name="TextureSeed">Where in the noise field this patient's textures lie.</param>
public sealed record PhantomBody(
    double Scale,
    double Lordosis,
    double ScoliosisMm,
    double SubcutaneousFatMm,
    double MuscleFat,
    double ConusShiftMm,
    double MarrowFat,
    PhantomTransition Transitional,
    ulong TextureSeed);
