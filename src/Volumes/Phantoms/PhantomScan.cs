using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Volumes.Phantoms;

/// <summary>A synthetic scan: image, exact reference and what they were made from.</summary>
/// <param name="Description">Strata, latent anatomy and true areas.</param>
/// <param name="Image">Whole numbers from 0 to 4,095 in a scanner's arbitrary units.</param>
/// <param name="Reference">Structures from geometry alone, on the image's grid; a voxel belongs to a structure when its
/// centre, averaged over the slice's thickness, lies inside.</param>
public sealed record PhantomScan(PhantomDescription Description, Volume Image, LabelMap Reference);
