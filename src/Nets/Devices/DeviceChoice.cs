namespace ActiveSeg.Nets.Devices;

/// <summary>Which device it is to be.</summary>
internal abstract record DeviceChoice
{
    private DeviceChoice()
    {
    }

    /// <summary>The processor; with the reason where a GPU would have been taken first.</summary>
    internal sealed record Cpu(GpuLack? InPlaceOfGpu) : DeviceChoice;

    /// <summary>The GPU of this number.</summary>
    internal sealed record Gpu(int Index) : DeviceChoice;

    /// <summary>None: a GPU is a must.</summary>
    internal sealed record Refused(GpuLack Lack) : DeviceChoice;
}
