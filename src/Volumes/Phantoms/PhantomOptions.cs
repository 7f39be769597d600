namespace ActiveSeg.Volumes.Phantoms;

/// <summary>How the scans of a cohort are rendered; the anatomy and strata do not depend on it.</summary>
/// <param name="Size">Sampling of the image. Default: small.</param>
/// <param name="Plane">Lie of the slices. Default: sagittal.</param>
/// <param name="Schema">Structures in the reference. Default: central canal and neural foramina.</param>
public sealed record PhantomOptions(
    PhantomSize Size = PhantomSize.Small,
    PhantomPlane Plane = PhantomPlane.Sagittal,
    PhantomSchema Schema = PhantomSchema.CanalAndForamina);
