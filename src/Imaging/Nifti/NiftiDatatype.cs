namespace ActiveSeg.Imaging.Nifti;

/// <summary>Voxel types that are read; the values are NIfTI-1's codes.</summary>
/// <remarks>Source: nifti1.h, DT_* codes.</remarks>
public enum NiftiDatatype
{
    /// <summary>8 bits, unsigned.</summary>
    Unsigned8 = 2,

    /// <summary>16 bits, signed.</summary>
    Signed16 = 4,

    /// <summary>32 bits, signed; above 2^24 a float volume holds the nearest float.</summary>
    Signed32 = 8,

    /// <summary>32 bits, floating point.</summary>
    Real32 = 16,

    /// <summary>64 bits, floating point; rounded to 32.</summary>
    Real64 = 64,

    /// <summary>8 bits, signed.</summary>
    Signed8 = 256,

    /// <summary>16 bits, unsigned.</summary>
    Unsigned16 = 512,

    /// <summary>32 bits, unsigned; above 2^24 a float volume holds the nearest float.</summary>
    Unsigned32 = 768,
}
