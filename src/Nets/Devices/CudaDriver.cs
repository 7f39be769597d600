using System.Runtime.InteropServices;
using System.Text;

namespace ActiveSeg.Nets.Devices;

/// <summary>Asks the NVIDIA driver for its GPUs, without libtorch.</summary>
/// <remarks>Source: CUDA Driver API, <c>cuInit</c>, <c>cuDeviceGetCount</c>, <c>cuDeviceGet</c>, <c>cuDeviceGetName</c>,
/// <c>cuDriverGetVersion</c>, <c>cuGetErrorName</c>.</remarks>
internal static unsafe class CudaDriver
{
    private const int NameBytes = 256;
    private const int ErrorNoDevice = 100;

    /// <summary>Starts the driver and counts.</summary>
    /// <param name="library">The driver's library.</param>
    public static CudaState Read(string library = "libcuda.so.1")
    {
        if (!NativeLibrary.TryLoad(library, out var driver))
        {
            return CudaState.None(GpuFault.NoDriver, $"there is no NVIDIA driver ({library} cannot be loaded)");
        }

        try
        {
            return Read(driver);
        }
        catch (EntryPointNotFoundException missing)
        {
            return CudaState.None(GpuFault.DriverFailed, $"the NVIDIA driver is not complete: {missing.Message}");
        }
    }

    /// <summary>A version as CUDA writes it: 12080 is 12.8.</summary>
    public static string VersionText(int version) => $"{version / 1000}.{version % 1000 / 10}";

    private static CudaState Read(nint driver)
    {
        var started = ((delegate* unmanaged<uint, int>)NativeLibrary.GetExport(driver, "cuInit"))(0);
        int count = 0, version = 0;
        if (started == 0)
        {
            started = ((delegate* unmanaged<int*, int>)NativeLibrary.GetExport(driver, "cuDeviceGetCount"))(&count);
        }

        if (started == ErrorNoDevice)
        {
            return CudaState.None(GpuFault.NoDevice, "the NVIDIA driver finds no GPU that this process may use");
        }

        if (started != 0)
        {
            return CudaState.None(GpuFault.DriverFailed, $"the NVIDIA driver does not start: {ErrorName(driver, started)}");
        }

        _ = ((delegate* unmanaged<int*, int>)NativeLibrary.GetExport(driver, "cuDriverGetVersion"))(&version);
        return new CudaState(null, [.. Enumerable.Range(0, count).Select(index => NameOf(driver, index))], VersionText(version));
    }

    private static string NameOf(nint driver, int index)
    {
        var device = 0;
        var bytes = stackalloc byte[NameBytes];
        bytes[0] = 0;
        if (((delegate* unmanaged<int*, int, int>)NativeLibrary.GetExport(driver, "cuDeviceGet"))(&device, index) == 0)
        {
            _ = ((delegate* unmanaged<byte*, int, int, int>)NativeLibrary.GetExport(driver, "cuDeviceGetName"))(bytes, NameBytes, device);
        }

        var name = new ReadOnlySpan<byte>(bytes, NameBytes);
        return Encoding.ASCII.GetString(name[..Math.Max(0, name.IndexOf((byte)0))]);
    }

    private static string ErrorName(nint driver, int error)
    {
        byte* name = null;
        _ = ((delegate* unmanaged<int, byte**, int>)NativeLibrary.GetExport(driver, "cuGetErrorName"))(error, &name);
        return name is null ? $"error {error}" : $"{Marshal.PtrToStringUTF8((nint)name)} ({error})";
    }
}
