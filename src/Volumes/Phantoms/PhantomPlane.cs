namespace ActiveSeg.Volumes.Phantoms;

/// <summary>How the slices of a phantom lie.</summary>
public enum PhantomPlane
{
    /// <summary>Slices from the patient's left to right; columns run to posterior, rows to inferior.</summary>
    Sagittal,

    /// <summary>Slices parallel to the most stenotic disc (L4-L5 when none is), from inferior to superior.</summary>
    Axial,
}
