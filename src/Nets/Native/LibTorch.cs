using System.Runtime.InteropServices;
using ActiveSeg.Nets.Devices;
using TorchSharp;

namespace ActiveSeg.Nets.Native;

/// <summary>The tensor library: loads it, once per process, before its first use, and says on which device it computes.</summary>
/// <remarks>It comes with the application, or from the folder that the environment variable <c>ACTIVESEG_LIBTORCH</c> names.
/// Threading: safe from any thread.</remarks>
public static class LibTorch
{
    // CUDA's allocator, the driver, cuBLAS, cuDNN.
    private static readonly string[] OutOfMemory =
        ["CUDA out of memory", "CUDA error: out of memory", "CUBLAS_STATUS_ALLOC_FAILED", "CUDNN_STATUS_ALLOC_FAILED"];

    private static readonly Lazy<LibTorchFolder> Loaded = new(Load, LazyThreadSafetyMode.ExecutionAndPublication);
    private static readonly Lock Gate = new();
    private static volatile Choice? s_choice;
    private static int s_threads;

    /// <summary>What this process computes with: what <see cref="Use"/> has chosen, until then the processor.</summary>
    /// <exception cref="NativeLibraryException">The tensor library cannot be used.</exception>
    public static TensorRuntime Runtime => Chosen.Runtime;

    /// <summary>Where new tensors belong.</summary>
    internal static torch.Device Device => Chosen.Device;

    /// <summary>Whether the processor multiplies bfloat16 numbers itself.</summary>
    internal static bool HasHalfPrecision { get; } = OperatingSystem.IsLinux() && File.Exists("/proc/cpuinfo")
        && File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("flags", StringComparison.Ordinal)) is { } flags
        && flags.Contains(" avx512_bf16", StringComparison.Ordinal);

    private static Choice Chosen
    {
        get
        {
            if (s_choice is { } choice)
            {
                return choice;
            }

            lock (Gate)
            {
                return s_choice ??= Choose(new DeviceOptions { Device = new ComputeDevice(DeviceKind.Cpu) });
            }
        }
    }

    /// <summary>Returns when tensors can be made. Every public entry of this assembly calls it.</summary>
    /// <exception cref="NativeLibraryException">A library is missing, unwritable where it must be changed, too new for the system,
    /// or of another version than the application.</exception>
    public static void EnsureLoadable() => _ = Loaded.Value;

    /// <summary>Chooses the device of everything that follows, and tries it out. To be called once, before the first network.</summary>
    /// <exception cref="NativeLibraryException">The tensor library cannot be used.</exception>
    /// <exception cref="DeviceException">The device cannot be used, and the processor will not do.</exception>
    public static TensorRuntime Use(DeviceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        lock (Gate)
        {
            return (s_choice = Choose(options)).Runtime;
        }
    }

    /// <summary>Paths of the libraries of libtorch that are loaded, links resolved, in order.</summary>
    public static IReadOnlyList<string> LoadedLibraries()
    {
        EnsureLoadable();
        return OperatingSystem.IsLinux() ? SystemLoader.MappedTensorLibraries() : [];
    }

    /// <summary>Threads of one tensor operation.</summary>
    /// <remarks>Range: 1 to the number of processors. Deterministic: results are reproducible for equal numbers only.
    /// Threads that wait for one another sleep rather than spin unless the environment sets <c>OMP_WAIT_POLICY</c>: about a
    /// tenth slower on an idle machine, several times faster on a busy one.</remarks>
    public static void UseThreads(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        EnsureLoadable();
        if (Interlocked.Exchange(ref s_threads, threads) != threads)
        {
            torch.set_num_threads(threads);
        }
    }

    /// <summary>Whether an error, or what caused it, says that the GPU's memory does not suffice.</summary>
    internal static bool IsOutOfMemory(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is ExternalException && OutOfMemory.Any(words => cause.Message.Contains(words, StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }

    private static LibTorchFolder Load()
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                return LibTorchLoader.Load();
            }

            torch.InitializeDeviceType(DeviceType.CPU);
            return new LibTorchFolder(AppContext.BaseDirectory);
        }
        catch (Exception e) when (e is NotSupportedException or DllNotFoundException or TypeInitializationException
            or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new NativeLibraryException($"the tensor library cannot be loaded from {AppContext.BaseDirectory}: {e.Message}", e);
        }
    }

    private static Choice Choose(DeviceOptions options)
    {
        var folder = Loaded.Value;
        var cuda = options.Device.Kind == DeviceKind.Cpu || !folder.HasCuda
            ? CudaState.None(GpuFault.NoCudaBuild, "this libtorch was built without CUDA")
            : CudaDriver.Read();
        var choice = DeviceRules.Choose(options, cuda);
        if (choice is DeviceChoice.Gpu { Index: var tried } && TryOut(tried, cuda) is { } broken)
        {
            choice = DeviceRules.Choose(options, cuda with { Lack = new GpuLack(GpuFault.Unusable, broken) });
        }

        return choice switch
        {
            DeviceChoice.Gpu { Index: var index } => new Choice(
                new torch.Device(DeviceType.CUDA, index), Describe(folder, $"cuda:{index}", cuda.Gpus[index], null)),
            DeviceChoice.Cpu { InPlaceOfGpu: var lack } => DeviceTrial.Run(torch.CPU) is { } wrong
                ? throw new NativeLibraryException($"libtorch in {folder.Folder} does not compute: {wrong}")
                : new Choice(torch.CPU, Describe(folder, "cpu", "", lack)),
            DeviceChoice.Refused { Lack: var lack } => throw new DeviceException(options.Device, lack),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static string? TryOut(int index, CudaState cuda)
    {
        if (!torch.cuda.is_available())
        {
            return $"libtorch for CUDA {LibTorchLoader.CudaVersionOf(Loaded.Value)} finds no GPU that it can use "
                + $"on a driver for CUDA {cuda.DriverVersion}";
        }

        return DeviceTrial.Run(new torch.Device(DeviceType.CUDA, index)) is { } wrong
            ? $"libtorch does not compute on {cuda.Gpus[index]}: {wrong}"
            : null;
    }

    private static TensorRuntime Describe(LibTorchFolder folder, string device, string name, GpuLack? lack)
    {
        var version = LibTorchLoader.VersionOf(folder);
        var isExpected = version.StartsWith(BindingLibrary.BuiltFor + ".", StringComparison.Ordinal);
        return new TensorRuntime(device, name, version, folder.Folder, LibTorchLoader.CudaVersionOf(folder), isExpected, lack);
    }

    private sealed record Choice(torch.Device Device, TensorRuntime Runtime);
}
