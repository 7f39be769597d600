namespace ActiveSeg.Nets.Checkpoints;

/// <summary>One array of a weights file.</summary>
/// <param name="Name">Unique in the file.</param>
/// <param name="Shape">Length of each dimension.</param>
/// <param name="Values">Last index fastest.</param>
internal sealed record NamedArray(string Name, long[] Shape, float[] Values);
