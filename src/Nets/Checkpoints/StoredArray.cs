namespace ActiveSeg.Nets.Checkpoints;

/// <summary>One array of a safetensors file as its header describes it.</summary>
/// <param name="Name">Unique in the file.</param>
/// <param name="Type">The format's word for the numbers, such as <c>F32</c>.</param>
/// <param name="Shape">Length of each dimension.</param>
/// <param name="Start">First byte in the file.</param>
/// <param name="End">Byte after the last in the file.</param>
internal sealed record StoredArray(string Name, string Type, long[] Shape, int Start, int End)
{
    /// <summary>Numbers that the shape asks for.</summary>
    public Int128 Count => Shape.Aggregate((Int128)1, (a, b) => a * b);
}
