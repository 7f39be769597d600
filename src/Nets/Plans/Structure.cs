namespace ActiveSeg.Nets.Plans;

/// <summary>A structure to segment.</summary>
/// <param name="Label">Its number in label maps. Range: 1 to 255.</param>
/// <param name="Name">Its name, unique in the schema.</param>
public sealed record Structure(byte Label, string Name);
