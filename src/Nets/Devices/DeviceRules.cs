namespace ActiveSeg.Nets.Devices;

/// <summary>Chooses a device.</summary>
internal static class DeviceRules
{
    /// <summary>The device to use, given what is asked for and what there is.</summary>
    public static DeviceChoice Choose(DeviceOptions options, CudaState cuda)
    {
        var (device, allowCpu) = (options.Device, options.AllowCpu ?? options.Device.Kind == DeviceKind.Auto);
        var index = device.Index ?? 0;
        if (device.Kind == DeviceKind.Cpu)
        {
            return new DeviceChoice.Cpu(null);
        }

        var lack = cuda.Lack ?? (index < cuda.Gpus.Length ? null : NoSuch(index, cuda.Gpus.Length));
        return lack is null ? new DeviceChoice.Gpu(index)
            : allowCpu ? new DeviceChoice.Cpu(lack)
            : new DeviceChoice.Refused(lack);
    }

    private static GpuLack NoSuch(int index, int count) => new(
        GpuFault.NoDevice,
        count == 0 ? "the driver shows no GPU" : $"there is no GPU {index}: the driver shows {count}, counted from 0");
}
