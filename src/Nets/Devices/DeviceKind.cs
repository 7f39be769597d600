namespace ActiveSeg.Nets.Devices;

/// <summary>What tensors are to be computed by.</summary>
public enum DeviceKind
{
    /// <summary>A GPU where one can be used, otherwise the processor.</summary>
    Auto,

    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>An NVIDIA GPU.</summary>
    Cuda,
}
