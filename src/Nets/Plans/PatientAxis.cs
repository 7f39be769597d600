namespace ActiveSeg.Nets.Plans;

/// <summary>A direction of the patient, whichever index of an array runs along it.</summary>
/// <remarks>The number is the component of <see cref="ActiveSeg.Volumes.Grids.VectorMm"/> (LPS).</remarks>
public enum PatientAxis
{
    /// <summary>Right to left; slices along it are sagittal.</summary>
    LeftRight = 0,

    /// <summary>Anterior to posterior; slices along it are coronal.</summary>
    AnteroPosterior = 1,

    /// <summary>Foot to head; slices along it are axial.</summary>
    HeadFoot = 2,
}
