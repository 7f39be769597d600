namespace ActiveSeg.Nets.Devices;

/// <summary>Why no GPU can be used.</summary>
public enum GpuFault
{
    /// <summary>This libtorch was built for processors only.</summary>
    NoCudaBuild,

    /// <summary>The computer has no NVIDIA driver.</summary>
    NoDriver,

    /// <summary>The driver does not start.</summary>
    DriverFailed,

    /// <summary>The driver shows no GPU, or none of the number asked for.</summary>
    NoDevice,

    /// <summary>The driver shows the GPU, but libtorch cannot compute on it.</summary>
    Unusable,
}
