namespace ActiveSeg.Lab.TensorBoard;

/// <summary>One value of one curve.</summary>
/// <param name="Tag">Name of the curve; a slash makes a group.</param>
/// <param name="Step">Labelled scans.</param>
/// <param name="Seconds">Expert seconds spent, so that TensorBoard's "relative" axis shows expert time.</param>
/// <param name="Value">The value.</param>
internal readonly record struct Scalar(string Tag, long Step, double Seconds, float Value);
