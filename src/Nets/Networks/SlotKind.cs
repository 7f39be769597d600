namespace ActiveSeg.Nets.Networks;

internal enum SlotKind
{
    Kernel,
    Gain,
    Bias,
    Mean,
    Variance,
}
