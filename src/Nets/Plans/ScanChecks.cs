using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Nets.Plans;

internal static class ScanChecks
{
    public static void RequireFinite(string id, Volume volume)
    {
        for (var i = 0; i < volume.Voxels.Length; i++)
        {
            if (!float.IsFinite(volume.Voxels[i]))
            {
                throw new InvalidScanException(id, $"voxel {i} is not finite");
            }
        }
    }
}
