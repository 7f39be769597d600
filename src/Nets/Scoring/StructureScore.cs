namespace ActiveSeg.Nets.Scoring;

/// <summary>What the network says of one structure in one scan.</summary>
/// <param name="Name">The structure's name.</param>
/// <param name="VolumeMm3">Predicted volume on the scan's own grid. Units: mm³.</param>
/// <param name="PredictedDice">Dice to be expected against a reference, without having one. Range: 0 to 1.</param>
public sealed record StructureScore(string Name, double VolumeMm3, double PredictedDice);
