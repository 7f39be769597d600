namespace ActiveSeg.Nets.Devices;

/// <summary>The device that was asked for cannot be used, and no other will do; the message says why.</summary>
public sealed class DeviceException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="asked">The device that was asked for.</param>
    /// <param name="lack">Why it cannot be used.</param>
    public DeviceException(ComputeDevice asked, GpuLack lack)
        : base($"device {asked} cannot be used: {(lack ?? throw new ArgumentNullException(nameof(lack))).Reason}") => Lack = lack;

    /// <summary>Why the device cannot be used.</summary>
    public GpuLack Lack { get; }
}
