namespace ActiveSeg.Volumes.Phantoms;

/// <summary>How finely a phantom is sampled.</summary>
public enum PhantomSize
{
    /// <summary>About 96 x 128 voxels of 1.6 mm, 11 to 13 slices: for demonstrations and tests on a small machine.</summary>
    Small,

    /// <summary>About 320 x 320 voxels of .85 mm, 15 slices: the matrix of a routine examination.</summary>
    Full,
}
