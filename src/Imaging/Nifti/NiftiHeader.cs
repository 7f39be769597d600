using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Imaging.Nifti;

/// <summary>What a checked NIfTI-1 header says about its voxels.</summary>
/// <param name="Grid">Geometry, LPS.</param>
/// <param name="Datatype">Type of the stored voxels.</param>
/// <param name="IsBigEndian">Byte order of header and voxels.</param>
/// <param name="VoxelOffset">Where the voxels start in the uncompressed file. Range: 352 and above. Units: bytes.</param>
/// <param name="Slope">Factor from stored to real values; 1 when the header gives none (scl_slope 0).</param>
/// <param name="Intercept">Added after the factor.</param>
/// <param name="HasOrientation">False when both form codes are 0: the header gives spacing only, and the axes were taken as right, anterior, superior.</param>
public sealed record NiftiHeader(
    Grid Grid,
    NiftiDatatype Datatype,
    bool IsBigEndian,
    long VoxelOffset,
    double Slope,
    double Intercept,
    bool HasOrientation)
{
    /// <summary>Size of one stored voxel. Units: bytes.</summary>
    public int BytesPerVoxel => Datatype switch
    {
        NiftiDatatype.Unsigned8 or NiftiDatatype.Signed8 => 1,
        NiftiDatatype.Signed16 or NiftiDatatype.Unsigned16 => 2,
        NiftiDatatype.Real64 => 8,
        _ => 4,
    };

    /// <summary>Size of all stored voxels. Units: bytes.</summary>
    public long VoxelBytes => (long)Grid.Size.Count * BytesPerVoxel;

    /// <summary>Whether stored and real values are the same.</summary>
    public bool IsUnscaled => Slope == 1 && Intercept == 0;
}
