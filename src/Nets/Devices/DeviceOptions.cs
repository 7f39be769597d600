namespace ActiveSeg.Nets.Devices;

/// <summary>On which device to compute, and what to do when it cannot be used.</summary>
public sealed record DeviceOptions
{
    /// <summary>The device. Default: auto.</summary>
    public ComputeDevice Device { get; init; } = new(DeviceKind.Auto);

    /// <summary>Whether the processor will do where no GPU can be used. Default: yes for <c>auto</c>, no for a GPU asked for by name.</summary>
    public bool? AllowCpu { get; init; }
}
