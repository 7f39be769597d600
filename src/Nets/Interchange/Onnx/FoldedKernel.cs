namespace ActiveSeg.Nets.Interchange.Onnx;

/// <summary>A convolution with the norm behind it folded in.</summary>
/// <param name="Shape">Outputs, inputs, then the sides.</param>
/// <param name="Weight">Last index fastest.</param>
/// <param name="Bias">One an output; none where the network has none.</param>
internal sealed record FoldedKernel(long[] Shape, float[] Weight, float[]? Bias);
