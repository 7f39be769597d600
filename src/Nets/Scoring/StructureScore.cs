namespace ActiveSeg.Nets.Scoring;

/// <summary>What the network says of one structure in one scan.</summary>
/// <param name="Name">The structure's name.</param>
/// <param name="VolumeMm3">Predicted volume on the scan's own grid. Units: mm³.</param>
/// <param name="Entropy">Mean predictive entropy of the region, each voxel weighted by this structure's probability. Units: nats.</param>
public sealed record StructureScore(string Name, double VolumeMm3, double Entropy);
